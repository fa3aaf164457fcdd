"""The faults of framework files as a table: file and line, where in the file, what is wrong and what to do."""

from collections.abc import Sequence

from frameworks.errors import Fault
from ui.tables import Cell, Html, table


def table_of(found: Sequence[Fault]) -> Html:
    """One row a fault, by file and line."""
    rows = [(Cell(f"{fault.path}:{fault.line}"), fault.place or "the whole file", fault.message) for fault in found]
    return table("Faults", ("File and line", "Where", "What is wrong, and what to do"), rows)
