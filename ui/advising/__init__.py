"""The parts of an adviser's page."""
