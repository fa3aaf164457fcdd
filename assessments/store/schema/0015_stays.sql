-- Who belongs to a network, and when, is read from the index itself: a nation's roster has tens of thousands of rows.
DROP INDEX roster_by_network;

CREATE INDEX roster_by_network ON roster (network_id, organisation_id, since, until);
