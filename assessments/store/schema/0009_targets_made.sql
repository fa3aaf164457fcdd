-- Targets that the leads of a network made on the page: `written` is JSON of what a file of targets would say of each. What
-- ended stays, so that it can be said who wanted what until when. Read and written at reception; counting reads them too.
CREATE TABLE _target (
  network_id {big} NOT NULL REFERENCES network (network_id), target TEXT NOT NULL,
  framework TEXT NOT NULL, written TEXT NOT NULL,
  made_at {big} NOT NULL, made_by {big} NOT NULL REFERENCES person (person_id),
  changed_at {big}, changed_by {big} REFERENCES person (person_id),
  ended_at {big}, ended_by {big} REFERENCES person (person_id),
  PRIMARY KEY (network_id, target)) {norowid};

-- Figures that a network brings for one organisation: its own knowledge, which nobody else reads but the organisation.
CREATE TABLE brought_figure (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id),
  network_id {big} NOT NULL REFERENCES network (network_id), target TEXT NOT NULL, year TEXT NOT NULL,
  figure TEXT NOT NULL, source TEXT NOT NULL CHECK (source <> ''), dated TEXT NOT NULL,
  brought_at {big} NOT NULL, brought_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, network_id, target, year)) {norowid};
CREATE INDEX brought_figure_by_network ON brought_figure (network_id, target);
