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

    def markdown(self) -> str:
        heads, *rest = self.rows or [()]
        table = [heads, ["---", *["---:"] * (len(heads) - 1)], *rest] if heads else []
        drawn = ["| " + " | ".join(row) + " |" for row in table]
        parts = [f"## {self.title}", f"`{self.command}`", "\n".join(drawn), *self.lines]
        return "\n\n".join(part for part in parts if part) + "\n"
