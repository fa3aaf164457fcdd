"""Scoring: exact numbers from answers, each with its explanation."""
