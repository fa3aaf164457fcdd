"""What every kind of table is before its headings are known: rows of text, each with its number in the file."""

from collections.abc import Sequence

Row = tuple[int, Sequence[str]]

MOST_ROWS = 50_000
TOO_MANY = f"There are more than {MOST_ROWS:,} rows. Split the file, and take one part after the other."
LARGEST = 20_000_000  # bytes
