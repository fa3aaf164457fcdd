-- The roster as it comes from registers: when an organisation is open, and what became of it. Days are ISO text.

-- `opened_on` and `closed_on` are its first and last day; without them it was open always, and is still.
ALTER TABLE organisation ADD COLUMN opened_on TEXT;
ALTER TABLE organisation ADD COLUMN closed_on TEXT;

-- The organisation that carries on what this one was: an academy after a school, the larger one after a merger. It is
-- no key, as none leads from one organisation's rows to another's: once that one is erased there is none of that number.
ALTER TABLE organisation ADD COLUMN successor {big};

CREATE INDEX organisation_by_reference ON organisation (reference) WHERE reference IS NOT NULL;

-- The number of a network in a register: a local authority's, a trust's.
ALTER TABLE network ADD COLUMN code TEXT;

-- What an import is about to do, put by piece after piece and then done in one short unit; gone once it is done.
CREATE TABLE _import_row (
  import_id {big} NOT NULL, place {int} NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('add', 'change', 'join', 'leave', 'act')), organisation_id {big} NOT NULL,
  name TEXT, kind TEXT, phase TEXT, region TEXT, facts TEXT, reference TEXT, opened_on TEXT, closed_on TEXT,
  successor {big}, network_id {big}, since TEXT, until TEXT,
  number {int}, act TEXT, about TEXT, hash TEXT, made_at {big} NOT NULL,
  PRIMARY KEY (import_id, place)) {norowid};
