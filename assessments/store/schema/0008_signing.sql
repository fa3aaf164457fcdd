-- The installation's own Ed25519 key: whoever reads it can sign in its name. Read at reception only.
CREATE TABLE _signing_key (
  one {small} NOT NULL PRIMARY KEY CHECK (one = 1), secret TEXT NOT NULL, made_at {big} NOT NULL) {strict};

-- Whose key the file was signed with that a review came in by.
ALTER TABLE review ADD COLUMN signed_by TEXT;
