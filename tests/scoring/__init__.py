"""Scoring, against cases worked by hand, laws, and a slow obvious version."""
