"""What the doctor says: what is wrong, and what to do next."""

from dataclasses import dataclass

RESTORE = "Stop Stocktake, keep a copy of the database as it is, and restore the last backup from before this."


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `next` is empty where `what` says it already."""

    what: str
    next: str = ""

    def __str__(self) -> str:
        return f"{self.what}. {self.next}" if self.next else self.what
