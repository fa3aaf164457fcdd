"""Whether any way out shows anybody what is not theirs: every text of an organisation names it and its kind."""
