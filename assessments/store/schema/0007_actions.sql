-- Actions: what an organisation will do, each as it is now and as it ever was. `content` is JSON of what people wrote;
-- `owned_by` is whose it is, where that is a person of the organisation. `shared` = 1 where the organisation shows an
-- action to those who see its comments.
CREATE TABLE action (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), action_id {big} NOT NULL,
  revision {int} NOT NULL, shared {small} NOT NULL CHECK (shared IN (0, 1)), content TEXT NOT NULL,
  owned_by {big} REFERENCES person (person_id),
  added_at {big} NOT NULL, added_by {big} NOT NULL REFERENCES person (person_id),
  changed_at {big} NOT NULL, changed_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, action_id)) {norowid};

CREATE TABLE action_history (
  organisation_id {big} NOT NULL, action_id {big} NOT NULL, revision {int} NOT NULL, content TEXT NOT NULL,
  note TEXT NOT NULL, owned_by {big} REFERENCES person (person_id),
  changed_at {big} NOT NULL, changed_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, action_id, revision),
  FOREIGN KEY (organisation_id, action_id) REFERENCES action (organisation_id, action_id)) {norowid};

-- The same of a network's own plan. Read and written at reception only.
CREATE TABLE _plan_action (
  network_id {big} NOT NULL REFERENCES network (network_id), action_id {big} NOT NULL,
  revision {int} NOT NULL, content TEXT NOT NULL,
  added_at {big} NOT NULL, added_by {big} NOT NULL REFERENCES person (person_id),
  changed_at {big} NOT NULL, changed_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (network_id, action_id)) {norowid};

CREATE TABLE _plan_history (
  network_id {big} NOT NULL, action_id {big} NOT NULL, revision {int} NOT NULL, content TEXT NOT NULL,
  note TEXT NOT NULL, changed_at {big} NOT NULL, changed_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (network_id, action_id, revision),
  FOREIGN KEY (network_id, action_id) REFERENCES _plan_action (network_id, action_id)) {norowid};
