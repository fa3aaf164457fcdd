"""The adapter to PostgreSQL 15 or later: a server that several processes use."""
