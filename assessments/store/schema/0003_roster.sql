-- The roster as it comes from registers: when an organisation is open, and what became of it. Days are ISO text.

-- `opened_on` and `closed_on` are its first and last day; without them it was open always, and is still.
ALTER TABLE organisation ADD COLUMN opened_on TEXT;
ALTER TABLE organisation ADD COLUMN closed_on TEXT;

-- The organisation that carries on what this one was: an academy after a school, the larger one after a merger.
ALTER TABLE organisation ADD COLUMN successor {big} REFERENCES organisation (organisation_id) ON DELETE SET NULL;

CREATE INDEX organisation_by_successor ON organisation (successor) WHERE successor IS NOT NULL;
CREATE INDEX organisation_by_reference ON organisation (reference) WHERE reference IS NOT NULL;

-- The number of a network in a register: a local authority's, a trust's.
ALTER TABLE network ADD COLUMN code TEXT;
