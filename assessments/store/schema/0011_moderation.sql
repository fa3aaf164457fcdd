-- What an adviser found in place of an answer that was submitted, and what the organisation says to that: `verdict` is
-- 'agreed' or 'kept' (its own answer), with its words. `given` is an answer as in `answer`. Written at reception only.
CREATE TABLE moderation (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, number {small} NOT NULL, question TEXT NOT NULL,
  team_id {big} NOT NULL REFERENCES team (team_id), given TEXT NOT NULL, reason TEXT NOT NULL CHECK (reason <> ''),
  found_at {big} NOT NULL, found_by {big} NOT NULL REFERENCES person (person_id),
  verdict TEXT CHECK (verdict IN ('agreed', 'kept')), words TEXT NOT NULL, replied_at {big},
  replied_by {big} REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, review_id, number, question, team_id),
  FOREIGN KEY (organisation_id, review_id, number)
    REFERENCES submission (organisation_id, review_id, number)) {norowid};

-- Who of the organisation was asked to sign a submission off, and who did, in which office ("Chair of governors").
CREATE TABLE sign_off (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, number {small} NOT NULL,
  person_id {big} NOT NULL REFERENCES person (person_id), asked_at {big},
  asked_by {big} REFERENCES person (person_id), signed_at {big}, office TEXT NOT NULL,
  PRIMARY KEY (organisation_id, review_id, number, person_id),
  FOREIGN KEY (organisation_id, review_id, number)
    REFERENCES submission (organisation_id, review_id, number)) {norowid};
