-- People and permission. Moments, days and texts as in 0001. Who may read and write which table: assessments/store/sights.py.
-- A table whose name begins with an underscore is read and written at reception only, never through a person's door.

-- Somebody who has left keeps a row, so that what they did still has a name.
ALTER TABLE membership ADD COLUMN ended_at {big};

-- `reference` is the number in a register (a school's URN, a charity's number); `leaving_at` begins the days until erasure.
ALTER TABLE organisation ADD COLUMN reference TEXT;
ALTER TABLE organisation ADD COLUMN leaving_at {big};

CREATE INDEX organisation_leaving ON organisation (leaving_at) WHERE leaving_at IS NOT NULL;

-- Why a review was opened again: words, and so not for those who may only see that it was.
CREATE TABLE reopening (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY (organisation_id, review_id),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {norowid};

INSERT INTO reopening (organisation_id, review_id, because)
SELECT organisation_id, review_id, reopened_because FROM review WHERE reopened_because IS NOT NULL;

ALTER TABLE review DROP COLUMN reopened_because;

-- When the official submission was made, for those who may see that and when, but nothing of it.
ALTER TABLE review ADD COLUMN submitted_at {big};

UPDATE review SET submitted_at = (SELECT s.submitted_at FROM submission s
  WHERE s.organisation_id = review.organisation_id AND s.review_id = review.review_id AND s.number = review.submissions);

-- Networks are a tree; `one_body` is a trust that is one legal body with its organisations, and so sees what they submit.
CREATE TABLE network (
  network_id {big} NOT NULL PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('nation', 'region', 'local_authority', 'trust', 'club')),
  one_body {small} NOT NULL CHECK (one_body IN (0, 1)), parent {big} REFERENCES network (network_id),
  added_at {big} NOT NULL) {strict};

-- Every network with itself (depth 0) and all that are above it.
CREATE TABLE network_above (
  above {big} NOT NULL REFERENCES network (network_id), below {big} NOT NULL REFERENCES network (network_id),
  depth {small} NOT NULL, PRIMARY KEY (above, below)) {norowid};

CREATE INDEX network_above_by_below ON network_above (below, above);

-- Which organisations belong to a network, from one day to another; without an end it is open.
CREATE TABLE roster (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id),
  network_id {big} NOT NULL REFERENCES network (network_id), since TEXT NOT NULL, until TEXT,
  PRIMARY KEY (organisation_id, network_id, since)) {norowid};

CREATE INDEX roster_by_network ON roster (network_id, organisation_id);

-- A team of advisers of a network: organisations grant to the team, not to a person.
CREATE TABLE team (
  team_id {big} NOT NULL PRIMARY KEY, network_id {big} REFERENCES network (network_id),
  name TEXT NOT NULL CHECK (name <> ''), added_at {big} NOT NULL, ended_at {big}) {strict};

CREATE TABLE _team_member (
  team_id {big} NOT NULL REFERENCES team (team_id), person_id {big} NOT NULL REFERENCES person (person_id),
  since {big} NOT NULL, ended_at {big}, PRIMARY KEY (team_id, person_id)) {norowid};

CREATE INDEX _team_member_by_person ON _team_member (person_id, team_id);

CREATE TABLE _network_lead (
  network_id {big} NOT NULL REFERENCES network (network_id), person_id {big} NOT NULL REFERENCES person (person_id),
  since {big} NOT NULL, ended_at {big}, PRIMARY KEY (network_id, person_id)) {norowid};

CREATE INDEX _network_lead_by_person ON _network_lead (person_id, network_id);

-- Who may do more than their organisations' work: frameworks, or the whole installation.
CREATE TABLE _duty (
  person_id {big} NOT NULL REFERENCES person (person_id), duty TEXT NOT NULL CHECK (duty IN ('author', 'administrator')),
  since {big} NOT NULL, PRIMARY KEY (person_id, duty)) {norowid};

-- What an organisation said yes to. `share`: 1 that and when, 2 levels, 3 comments too, 4 evidence too (0 for 'counted').
-- `version` is that of the words agreed to. Withdrawn or past `until` (the last day) it gives nothing.
CREATE TABLE consent (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), consent_id {big} NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('team', 'counted', 'network')),
  team_id {big} REFERENCES team (team_id), network_id {big} REFERENCES network (network_id),
  share {small} NOT NULL CHECK (share BETWEEN 0 AND 4), version {small} NOT NULL,
  given_at {big} NOT NULL, given_by {big} NOT NULL REFERENCES person (person_id), until TEXT,
  withdrawn_at {big}, withdrawn_by {big} REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, consent_id),
  CHECK ((purpose = 'team') = (team_id IS NOT NULL)), CHECK ((purpose = 'network') = (network_id IS NOT NULL))) {norowid};

CREATE INDEX consent_by_team ON consent (team_id, organisation_id);
CREATE INDEX consent_by_network ON consent (network_id, organisation_id);

-- A consent somebody asks for; `answer` is yes or no.
CREATE TABLE consent_request (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), request_id {big} NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('team', 'counted', 'network')),
  team_id {big} REFERENCES team (team_id), network_id {big} REFERENCES network (network_id),
  share {small} NOT NULL CHECK (share BETWEEN 0 AND 4), until TEXT,
  asked_at {big} NOT NULL, asked_by {big} NOT NULL REFERENCES person (person_id),
  answered_at {big}, answered_by {big} REFERENCES person (person_id), answer TEXT CHECK (answer IN ('yes', 'no')),
  PRIMARY KEY (organisation_id, request_id)) {norowid};

-- A submission without evidence (3) or without evidence and comments (2), for those who may see no more of it.
CREATE TABLE shared_copy (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL, number {small} NOT NULL,
  share {small} NOT NULL CHECK (share IN (2, 3)), content TEXT NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (organisation_id, review_id, number, share),
  FOREIGN KEY (organisation_id, review_id, number) REFERENCES submission (organisation_id, review_id, number)) {norowid};

-- An answer that a trust which is one legal body with its organisations proposes to one of them; written at reception only.
CREATE TABLE proposal (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id),
  network_id {big} NOT NULL REFERENCES network (network_id), framework TEXT NOT NULL, edition TEXT NOT NULL,
  question TEXT NOT NULL, given TEXT NOT NULL, note TEXT NOT NULL,
  made_at {big} NOT NULL, made_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, network_id, framework, question)) {norowid};

-- Who of outside looked at what, a line a day: a team, a network, a trust, or an administrator in an emergency.
CREATE TABLE look (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), day TEXT NOT NULL,
  person_id {big} NOT NULL REFERENCES person (person_id),
  capacity TEXT NOT NULL CHECK (capacity IN ('team', 'network', 'trust', 'emergency')), what TEXT NOT NULL,
  at {big} NOT NULL, PRIMARY KEY (organisation_id, day, person_id, capacity, what)) {norowid};

-- An administrator who may read an organisation for some hours, and why; the organisation's leads are shown it.
CREATE TABLE emergency_access (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), from_at {big} NOT NULL,
  person_id {big} NOT NULL REFERENCES person (person_id), until_at {big} NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY (organisation_id, from_at, person_id)) {norowid};

CREATE INDEX emergency_access_by_person ON emergency_access (person_id, organisation_id);

-- Parts of a draft given to somebody of the organisation: a section, a strand, a question, or all that a role usually knows.
CREATE TABLE assigned (
  organisation_id {big} NOT NULL, review_id {big} NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('section', 'strand', 'question', 'role')), code TEXT NOT NULL,
  assigned_to {big} NOT NULL REFERENCES person (person_id), note TEXT NOT NULL,
  assigned_at {big} NOT NULL, assigned_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (organisation_id, review_id, part, code),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {norowid};

-- Files that prove an answer; the same content once. `submitted` is 1 once a submission names it. The content is last:
-- what stands behind it is slow to read.
CREATE TABLE evidence_file (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), file_id {big} NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''), type TEXT NOT NULL CHECK (type IN ('pdf', 'png', 'jpg', 'docx', 'xlsx', 'txt')),
  size {int} NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  submitted {small} NOT NULL CHECK (submitted IN (0, 1)),
  added_at {big} NOT NULL, added_by {big} NOT NULL REFERENCES person (person_id), content {blob} NOT NULL,
  PRIMARY KEY (organisation_id, file_id), UNIQUE (organisation_id, sha256)) {strict};

-- Frameworks that authors brought in, and how any edition stands (shipped ones too): on trial, published, or withdrawn.
-- `lineage` is the file that says what became of the questions of the edition before, where there is one.
CREATE TABLE uploaded_edition (
  framework TEXT NOT NULL, edition TEXT NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL, content TEXT NOT NULL, lineage TEXT, uploaded_at {big} NOT NULL,
  uploaded_by {big} NOT NULL REFERENCES person (person_id), PRIMARY KEY (framework, edition)) {strict};

CREATE TABLE edition_standing (
  framework TEXT NOT NULL, edition TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('checked', 'trial', 'published', 'withdrawn')),
  changed_at {big} NOT NULL, changed_by {big} NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (framework, edition)) {norowid};

CREATE TABLE trial (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), framework TEXT NOT NULL, edition TEXT NOT NULL,
  added_at {big} NOT NULL, PRIMARY KEY (organisation_id, framework, edition)) {norowid};

-- Signing in. Tokens and passwords stand here as hashes only; `email` is in small letters. An account that is not active,
-- or whose session began before `sessions_from`, is nobody's.
CREATE TABLE _account (
  person_id {big} NOT NULL PRIMARY KEY REFERENCES person (person_id), email TEXT UNIQUE, password TEXT,
  active {small} NOT NULL CHECK (active IN (0, 1)), sessions_from {big} NOT NULL,
  digest {small} NOT NULL CHECK (digest IN (0, 1)), made_at {big} NOT NULL) {strict};

CREATE TABLE _identity (
  issuer TEXT NOT NULL, subject TEXT NOT NULL, person_id {big} NOT NULL REFERENCES person (person_id),
  linked_at {big} NOT NULL, PRIMARY KEY (issuer, subject)) {norowid};

CREATE INDEX _identity_by_person ON _identity (person_id);

-- `hat` is which of their roles the person works in, as the pages name it.
CREATE TABLE _session (
  token_sha256 TEXT NOT NULL PRIMARY KEY, person_id {big} NOT NULL REFERENCES person (person_id),
  began_at {big} NOT NULL, seen_at {big} NOT NULL, hat TEXT) {norowid};

CREATE INDEX _session_by_person ON _session (person_id);

-- A sign-in with a provider that is under way in one browser.
CREATE TABLE _sign_in (
  browser_sha256 TEXT NOT NULL PRIMARY KEY, kept TEXT NOT NULL, wanted TEXT NOT NULL, invitation_sha256 TEXT,
  began_at {big} NOT NULL) {norowid};

-- A one-use link into an organisation (with a role there), a network, a team, or a duty. `label` says whom it is meant
-- for until it is used. A renewed invitation gets another token.
CREATE TABLE _invitation (
  invitation_id {big} NOT NULL PRIMARY KEY, token_sha256 TEXT NOT NULL UNIQUE,
  organisation_id {big} REFERENCES organisation (organisation_id), network_id {big} REFERENCES network (network_id),
  team_id {big} REFERENCES team (team_id), role TEXT NOT NULL CHECK (role IN
    ('lead', 'contributor', 'reader', 'network_lead', 'adviser', 'author', 'administrator')),
  label TEXT NOT NULL, from_network {big} REFERENCES network (network_id),
  made_at {big} NOT NULL, made_by {big} REFERENCES person (person_id), expires_at {big} NOT NULL,
  used_at {big}, used_by {big} REFERENCES person (person_id), withdrawn_at {big}) {strict};

CREATE INDEX _invitation_by_organisation ON _invitation (organisation_id);
CREATE INDEX _invitation_by_network ON _invitation (from_network);

CREATE TABLE _reset (
  token_sha256 TEXT NOT NULL PRIMARY KEY, person_id {big} NOT NULL REFERENCES person (person_id),
  made_at {big} NOT NULL, made_by {big} REFERENCES person (person_id), expires_at {big} NOT NULL, used_at {big}) {norowid};

-- How often something was tried in a minute, by the hash of the account or address that tried.
CREATE TABLE _attempt (
  what TEXT NOT NULL, key_sha256 TEXT NOT NULL, minute {big} NOT NULL, tries {int} NOT NULL,
  PRIMARY KEY (what, key_sha256, minute)) {norowid};

-- Acts of the installation that belong to no organisation, in one chain; by nobody means by the operator's command.
CREATE TABLE _system_act (
  number {int} NOT NULL PRIMARY KEY, at {big} NOT NULL, person_id {big} REFERENCES person (person_id),
  act TEXT NOT NULL, about TEXT NOT NULL, hash TEXT NOT NULL) {norowid};
