-- Visits of a team to an organisation, in half days, with what was noted; its leads read it too. Written at reception only.
CREATE TABLE visit (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), visit_id {big} NOT NULL,
  team_id {big} NOT NULL REFERENCES team (team_id), visited_on TEXT NOT NULL,
  half_days {small} NOT NULL CHECK (half_days >= 0), note TEXT NOT NULL,
  made_at {big} NOT NULL, made_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, visit_id)) {norowid};

CREATE INDEX visit_by_team ON visit (team_id, visited_on);

-- How many half days a year a team has for each organisation of a kind.
CREATE TABLE _entitlement (
  team_id {big} NOT NULL REFERENCES team (team_id), kind TEXT NOT NULL, half_days {small} NOT NULL,
  set_at {big} NOT NULL, set_by {big} NOT NULL REFERENCES person (person_id), PRIMARY KEY (team_id, kind)) {norowid};
