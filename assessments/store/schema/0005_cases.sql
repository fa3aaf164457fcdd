-- Cases: what a team of advisers noted about an organisation, when they come back to it, and who closed it. `why` says
-- what it was opened for, and `share` how much of the organisation (as in a consent) that rests on. Written at reception
-- only; its leads read it too.
CREATE TABLE advice_case (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), case_id {big} NOT NULL,
  team_id {big} NOT NULL REFERENCES team (team_id), share {small} NOT NULL CHECK (share BETWEEN 1 AND 4),
  why TEXT NOT NULL CHECK (why <> ''), note TEXT NOT NULL, next_on TEXT,
  opened_at {big} NOT NULL, opened_by {big} NOT NULL REFERENCES person (person_id),
  closed_at {big}, closed_by {big} REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, case_id)) {norowid};

CREATE INDEX advice_case_by_team ON advice_case (team_id, organisation_id);
