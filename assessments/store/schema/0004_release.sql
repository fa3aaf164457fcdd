-- Comparison figures: made as a whole from everybody's submissions, and the only source of every comparison shown.
-- Written through the third door alone (assessments/store/sights.py). Nothing here but `_counted` is about one organisation.

-- All figures of a framework, period and form, as made at one moment. `number` counts through them from 1; a release
-- without one is not whole yet and shows nothing. Made by nobody means by the operator's command.
CREATE TABLE release (
  release_id {key}, framework TEXT NOT NULL, edition_id {int} NOT NULL REFERENCES edition (edition_id),
  calendar TEXT NOT NULL CHECK (calendar IN ('academic', 'financial')), period TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('full', 'short')), number {int} CHECK (number > 0),
  made_at {big} NOT NULL, made_by {big} REFERENCES person (person_id),
  counted {int} NOT NULL, waiting {int} NOT NULL,
  UNIQUE (framework, calendar, period, form, number)) {strict};

-- The groups of a release by their keys (`all`, `region:x+phase:y`), numbered in the order of the plan. A group that was
-- not computed anew stands with its figures of the release it was `computed_in`. `reason` says why one is withheld, and
-- `needs` how many more would release it; `about` is the count as shown.
CREATE TABLE release_group (
  release_id {int} NOT NULL REFERENCES release (release_id), grp {int} NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('published', 'withheld')), reason TEXT, needs {int}, about {int},
  computed_in {int} REFERENCES release (release_id),
  PRIMARY KEY (release_id, grp), UNIQUE (release_id, key)) {norowid};

-- One measure of a group, as shown: rounded, and without what is hidden.
CREATE TABLE figure (
  release_id {int} NOT NULL, grp {int} NOT NULL, measure TEXT NOT NULL, shown TEXT NOT NULL,
  PRIMARY KEY (release_id, grp, measure),
  FOREIGN KEY (release_id, grp) REFERENCES release_group (release_id, grp)) {norowid};

-- Which submission of an organisation a release was computed with, and in which of the groups it computed anew.
CREATE TABLE _counted (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id),
  release_id {int} NOT NULL REFERENCES release (release_id), number {small} NOT NULL, groups TEXT NOT NULL,
  PRIMARY KEY (organisation_id, release_id)) {norowid};

CREATE INDEX _counted_by_release ON _counted (release_id, organisation_id);
