-- The first schema. Moments are whole milliseconds since 1970 (UTC), days ISO text, decimals text, structured values JSON text.
-- Every table of an organisation holds organisation_id, first in its key (score last: it is read across organisations).

CREATE TABLE person (
  person_id {key}, name TEXT NOT NULL) {strict};

INSERT INTO person (person_id, name) VALUES (1, 'You');

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) {norowid};

-- The text of every edition a review was started with: it opens even when its file is gone.
CREATE TABLE edition (
  edition_id {key}, framework TEXT NOT NULL, edition TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64), title TEXT NOT NULL, content TEXT NOT NULL) {strict};

-- The nodes that carry stored scores, numbered from 0 (the whole) in the order of the file.
CREATE TABLE node (
  edition_id {int} NOT NULL REFERENCES edition (edition_id), node {small} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('overall', 'section', 'strand')), code TEXT NOT NULL,
  PRIMARY KEY (edition_id, node), UNIQUE (edition_id, code)) {norowid};

CREATE TABLE organisation (
  organisation_id {big} NOT NULL PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), kind TEXT NOT NULL,
  phase TEXT, region TEXT, facts TEXT NOT NULL, added_at {big} NOT NULL) {strict};

CREATE TABLE membership (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id),
  person_id {big} NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL CHECK (role IN ('lead', 'contributor', 'reader')),
  PRIMARY KEY (organisation_id, person_id)) {norowid};

CREATE INDEX membership_by_person ON membership (person_id, organisation_id);

CREATE TABLE review (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), review_id {big} NOT NULL,
  framework TEXT NOT NULL, edition_id {int} NOT NULL REFERENCES edition (edition_id),
  calendar TEXT NOT NULL CHECK (calendar IN ('academic', 'financial')), period TEXT NOT NULL,
  period_start TEXT NOT NULL, period_end TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('full', 'short')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'reopened')),
  profile TEXT NOT NULL, aims TEXT NOT NULL, aims_for TEXT, revision {int} NOT NULL,
  submissions {small} NOT NULL, reopened_at {big}, reopened_because TEXT, imported_at {big},
  moved_from {int} REFERENCES edition (edition_id), moved_at {big}, started_at {big} NOT NULL,
  started_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, review_id), UNIQUE (organisation_id, framework, period)) {norowid};

CREATE INDEX review_by_id ON review (review_id);

-- `given` is the judgement with comment and evidence as in an answers file; `note` stays inside the organisation.
CREATE TABLE answer (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, question TEXT NOT NULL,
  revision {int} NOT NULL, given TEXT NOT NULL, note TEXT NOT NULL, how TEXT NOT NULL,
  saved_at {big} NOT NULL, saved_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, review_id, question),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {norowid};

CREATE TABLE answer_history (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, question TEXT NOT NULL,
  revision {int} NOT NULL, given TEXT NOT NULL, note TEXT NOT NULL, how TEXT NOT NULL,
  saved_at {big} NOT NULL, saved_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, review_id, question, revision),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {norowid};

-- Of the edition the review had when they were worked out: moved back to it, they are there again.
CREATE TABLE suggestion (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, edition_id {int} NOT NULL REFERENCES edition (edition_id),
  question TEXT NOT NULL, given TEXT NOT NULL, is_hint {small} NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (organisation_id, review_id, edition_id, question),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {norowid};

-- Whom a question was left open for: a role of the framework's, or a name somebody typed. Never an answer.
CREATE TABLE asked (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, question TEXT NOT NULL,
  role TEXT, name TEXT NOT NULL, note TEXT NOT NULL,
  asked_at {big} NOT NULL, asked_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, review_id, question),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {norowid};

-- Revisions count through one indicator of an organisation, whichever day was measured.
CREATE TABLE measurement (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), indicator TEXT NOT NULL,
  measured_on TEXT NOT NULL, revision {int} NOT NULL, measured TEXT NOT NULL,
  recorded_at {big} NOT NULL, recorded_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, indicator, measured_on)) {norowid};

-- Every measurement ever recorded; one taken back has a line without `measured`.
CREATE TABLE measurement_history (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), indicator TEXT NOT NULL,
  revision {int} NOT NULL, measured_on TEXT NOT NULL, measured TEXT,
  recorded_at {big} NOT NULL, recorded_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, indicator, revision)) {norowid};

CREATE TABLE submission (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, number {small} NOT NULL,
  submitted_at {big} NOT NULL, submitted_by {big} NOT NULL REFERENCES person (person_id),
  content TEXT NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (organisation_id, review_id, number),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {strict};

-- One row a node and official submission: shares x 10,000 half-up, and the exact fractions beside them.
CREATE TABLE score (
  edition_id {int} NOT NULL, calendar TEXT NOT NULL, period TEXT NOT NULL, form TEXT NOT NULL, node {small} NOT NULL,
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, number {small} NOT NULL,
  official {small} NOT NULL CHECK (official BETWEEN 0 AND 10000),
  claimed {small} NOT NULL CHECK (claimed BETWEEN 0 AND 10000),
  official_exact TEXT NOT NULL, claimed_exact TEXT NOT NULL,
  kind TEXT NOT NULL, phase TEXT, region TEXT, size_band {small},
  PRIMARY KEY (edition_id, calendar, period, form, node, organisation_id),
  FOREIGN KEY (edition_id, node) REFERENCES node (edition_id, node),
  FOREIGN KEY (organisation_id, review_id, number) REFERENCES submission (organisation_id, review_id, number))
  {norowid};

CREATE INDEX score_by_review ON score (organisation_id, node, review_id);

-- Recorded acts, one chain of hashes an organisation.
CREATE TABLE act (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), number {int} NOT NULL,
  at {big} NOT NULL, person_id {big} NOT NULL REFERENCES person (person_id),
  act TEXT NOT NULL, about TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (organisation_id, number)) {norowid};
