-- Awards that an adviser decides: a lead applies with a submission, which met everything it asks for; closed_at is set
-- when it was taken back or decided. What it is for is kept as it was called on the day.
CREATE TABLE award_application (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), application_id {big} NOT NULL,
  review_id {big} NOT NULL, number {int} NOT NULL, framework TEXT NOT NULL, edition TEXT NOT NULL,
  framework_title TEXT NOT NULL, period TEXT NOT NULL, award TEXT NOT NULL, title TEXT NOT NULL, says TEXT NOT NULL,
  valid_months {small}, note TEXT NOT NULL, applied_at {big} NOT NULL,
  applied_by {big} NOT NULL REFERENCES person (person_id), closed_at {big},
  PRIMARY KEY (organisation_id, application_id),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {norowid};

CREATE UNIQUE INDEX award_application_open ON award_application (organisation_id, review_id, award)
  WHERE closed_at IS NULL;

-- What was decided, by whom for which team (none for an administrator), why, and the last day it is valid. Written at
-- reception only.
CREATE TABLE award_decision (
  organisation_id {big} NOT NULL, application_id {big} NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('given', 'refused')), reason TEXT NOT NULL CHECK (reason <> ''),
  team_id {big} REFERENCES team (team_id), valid_until TEXT,
  decided_at {big} NOT NULL, decided_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, application_id),
  FOREIGN KEY (organisation_id, application_id)
    REFERENCES award_application (organisation_id, application_id)) {norowid};
