-- The score of the whole alone, which every list of reviews shows: found by whose it is, and read from the index itself.
CREATE INDEX score_overall ON score (organisation_id, review_id, number, official, claimed, official_exact)
  WHERE node = 0;
