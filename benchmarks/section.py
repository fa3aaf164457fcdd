"""What a benchmark gives: one section of docs/performance.md."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """`rows` begin with the heads of the columns; `lines` are sentences below the table; `command` runs it alone."""

    title: str
    command: str
    rows: Sequence[Sequence[str]] = ()
    lines: Sequence[str] = ()

    def markdown(self, where: str) -> str:
        """The section as it is recorded; `where` says when and on what it was measured."""
        heads, *rest = self.rows or [()]
        table = [heads, ["---", *["---:"] * (len(heads) - 1)], *rest] if heads else []
        drawn = ["| " + " | ".join(row) + " |" for row in table]
        parts = [f"## {self.title}", "\n".join(drawn), *self.lines, f"{where} Again: `{self.command}`."]
        return "\n\n".join(part for part in parts if part) + "\n"
