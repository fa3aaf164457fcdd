"""The adapter to SQLite: the embedded engine, one file."""
