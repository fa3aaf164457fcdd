"""The version of the software, as written into every document it hands out; a test keeps it equal to pyproject.toml."""

VERSION = "0.1.0"
