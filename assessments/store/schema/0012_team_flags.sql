-- Flags that a team of advisers made on its page: `written` is JSON of what a file of flags would say of each. What ended
-- stays. Read and written at reception only.
CREATE TABLE _team_flag (
  team_id {big} NOT NULL REFERENCES team (team_id), flag TEXT NOT NULL, written TEXT NOT NULL,
  made_at {big} NOT NULL, made_by {big} NOT NULL REFERENCES person (person_id),
  ended_at {big}, ended_by {big} REFERENCES person (person_id),
  PRIMARY KEY (team_id, flag)) {norowid};
