-- Figures that a network brings from elsewhere for its targets: one a target and year for the whole network, with where it
-- is from and of which day. Read and written at reception only.
CREATE TABLE _brought_figure (
  network_id {big} NOT NULL REFERENCES network (network_id), target TEXT NOT NULL, year TEXT NOT NULL,
  figure TEXT NOT NULL, source TEXT NOT NULL CHECK (source <> ''), dated TEXT NOT NULL,
  brought_at {big} NOT NULL, brought_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (network_id, target, year)) {norowid};
