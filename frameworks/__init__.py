"""Frameworks: what can be asked, read from YAML and checked."""
