"""Assessments: who answered what, and when."""
