"""Where each question of a newer edition comes from in an older one, and whether its answers can be followed."""

from fractions import Fraction

from frameworks.companions import Change, Lineage, Origin
from frameworks.edition import Edition
from frameworks.lineages import keeps_meaning

COMPARABLE: tuple[Change, ...] = ("same", "reworded")


class Origins:
    """A lineage between two editions, with what goes without saying: same id and revision is the same question.

    What is called the same but answered on another scale is replaced: its levels never stand for each other unsaid.
    """

    def __init__(self, newer: Edition, older: Edition, lineage: Lineage | None) -> None:
        self.newer = newer
        self.older = older
        self.listed = dict(lineage.questions) if lineage is not None else {}
        self.dropped = set(lineage.retired) if lineage is not None else set()

    def of(self, name: str) -> Origin | None:
        """Where a question comes from; None when it is new."""
        if name in self.listed:
            origin = self.listed[name]
            return origin.model_copy(update={"change": "replaced"}) if self._lost(name, origin) else origin
        before = self.older.questions.get(name)
        if before is None or name in self.dropped:
            return None
        same = before.revision == self.newer.questions[name].revision
        kept = same and keeps_meaning(name, self.older, name, self.newer)
        return Origin(from_=(name,), change="same" if kept else "replaced")

    def _lost(self, name: str, origin: Origin) -> bool:
        if origin.change not in COMPARABLE:
            return False
        old = [source for source in origin.from_ if source in self.older.questions]
        return not all(keeps_meaning(source, self.older, name, self.newer) for source in old)

    def sources(self, name: str) -> tuple[str, ...]:
        """The older questions that a question comes from, those the older edition has."""
        origin = self.of(name)
        return () if origin is None else tuple(source for source in origin.from_ if source in self.older.questions)

    def is_comparable(self, name: str) -> bool:
        """Whether levels then and now mean the same, if need be through a one-to-one map."""
        origin = self.of(name)
        if origin is None:
            return False
        one_to_one = bool(origin.levels) and len(set(origin.levels.values())) == len(origin.levels)
        return origin.change in COMPARABLE or (origin.change == "rescaled" and one_to_one)

    def level_now(self, name: str, level: Fraction, unmapped: Fraction) -> Fraction | None:
        """An older level on the newer scale: `unmapped` where it means the same; None outside the map."""
        origin = self.of(name)
        if origin is None or origin.change != "rescaled":
            return unmapped
        if level.denominator != 1 or int(level) not in origin.levels:
            return None
        return Fraction(origin.levels[int(level)])

    def retired(self) -> tuple[str, ...]:
        """The older questions that no newer one comes from."""
        kept = {source for name in self.newer.questions for source in self.sources(name)}
        return tuple(name for name in self.older.questions if name not in kept)
