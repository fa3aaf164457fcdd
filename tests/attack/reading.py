"""Reads the figures off what is shown, and asks about every other number why it is no result of anybody's."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tests.attack.ignored import DAY, LABELS, LINES, OWN_LINES, TABLES, YEAR
from tests.attack.shown import Piece, Table

CODES = {
    "Overall": "overall", "People": "people", "Machines": "machines", "Is there a policy?": "q:policy",
    "Is there training?": "q:training", "Is there a filter?": "q:filter",
    "Is there a copy of everything?": "q:backup", "Staff who have read it": "n:pct_read",
}  # fmt: skip
TARGETS = {
    "Every policy is agreed": "t:agreed", "Half hold the mark": "t:held",
    "Every primary school has training": "t:trained", "All have improved and can prove it": "t:better",
}  # fmt: skip
QUARTERS = {"A quarter are below": "lower", "Middle": "middle", "A quarter are above": "upper"}
NOT_SHOWN = {"too few to show", "not shown", "–", "", "Not shown"}
VALUE = r"[+−-]?\d+(?:\.\d+)?"
SOURCE = re.compile(
    rf"Source: Stocktake, comparison figures of {DAY}\. (?P<group>.+): about \d+ organisations counted\."
)
BESIDE = re.compile(
    rf"Beside (?P<group>.+?)(?:: about \d+\. Comparison figures of {DAY})?\.(?: They are of (?P<period>{YEAR}).*)?"
)
OTHERS = re.compile(
    rf"[Tt]h(?:e|eir) (middle|average) is ({VALUE})(?: and the middle half ({VALUE})(?: to ({VALUE}))?)?"
)
MOVED = rf"(?:moved by (?P<by>{VALUE})|did not move) (?P<how>in the middle|on average)"
YEARS_BESIDE = re.compile(
    rf"(?P<period>{YEAR}): (?P<group>.+?)(?:, about \d+, figures of {DAY})?\."
    rf"(?: Those that did it both years \(about \d+\) {MOVED}\.)?"
)
FAILING = re.compile(r"“(.+?)” ((?:at least )?about \d+ of about \d+) not there yet")
EXACTLY = re.compile(r".+: the (\d+) (?:others )?you may see")


class NewNumber(AssertionError):
    """A number that nothing here knows: read it as a figure, or say in `ignored` why it is no result."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as it was read: of which year, group and measure, what about them ("mean"), and the figure."""

    period: str
    group: str
    measure: str
    what: str
    shown: str
    of_peers: bool = False


@dataclass
class Page:
    """One page or file as one person reads it. `period` is the year it is about where nothing on it says another.

    `group` is who its figures are about where no table says it; `root` the network that targets are about, and
    `targets_of` their year where it is another. `exactly` are the names of organisations whose own results it shows,
    and `together` over how many known by name it shows exact figures. `is_own` says that all of it is about one
    organisation, whose results the reader may see.
    """

    period: str
    root: str = ""
    targets_of: str = ""
    group: str = ""
    of_peers: bool = False
    is_own: bool = False
    years: dict[str, str] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    exactly: set[str] = field(default_factory=set)
    together: int = 0

    def read(self, pieces: Iterable[Piece]) -> "Page":
        """Everything of it, the tables first. Raises NewNumber."""
        everything = list(pieces)
        for piece in everything:
            self._focus(piece.lines)
        for piece in everything:
            self._focus(piece.lines)
            for table in piece.tables:
                self._table(table)
            for line in piece.lines:
                self._sentence(line)
        cells = [cell for piece in everything for table in piece.tables for row in table.rows for cell in row]
        cells += [seen.shown for seen in self.seen]
        there = {number(value) for cell in cells for value in re.findall(VALUE, cell)}
        for piece in everything:
            for line in piece.lines:
                self._line(line, there)
        return self

    def _focus(self, lines: Sequence[str]) -> None:
        """Whom and when the figures are about, as the page says it."""
        for line in lines:
            if found := SOURCE.search(line):
                self.group = found["group"]
            if found := re.search(rf"level out of \d+, ({YEAR})", line):
                self.period = found[1]
            if found := BESIDE.fullmatch(line):
                self.of_peers, self.group = True, found["group"]
                self.period = found["period"] or self.period
            if found := YEARS_BESIDE.fullmatch(line):
                self.of_peers, self.years[found["period"]] = True, found["group"]

    def note(self, measure: str, what: str, shown: str, *, group: str = "", period: str = "") -> None:
        """A figure was read, unless it is one over organisations that the reader knows by name."""
        about = group or self.group
        if exactly := EXACTLY.fullmatch(about):
            self.together = max(self.together, int(exactly[1]))
        if exactly or shown in NOT_SHOWN:
            return
        assert about, f"{measure} {shown} is about nobody"
        title = about[:1].upper() + about[1:]
        self.seen.append(Seen(period or self.period, title, measure, what, shown, self.of_peers))

    def _table(self, table: Table) -> None:
        """By its caption and head; every column that is neither read nor ignored for a reason must have no number."""
        fitting = (read for words, head, read in READERS
                   if head <= set(table.head) and re.fullmatch(words, table.caption))  # fmt: skip
        reader = next(fitting, None)
        taken = reader(self, table) if reader else set[str]()
        ignored = next((known for caption, known in TABLES.items() if re.fullmatch(caption, table.caption)), {})
        for row in table.rows:
            for name, cell in zip(table.head, row, strict=True):
                if re.search(r"\d", cell) and name not in taken and not any(re.fullmatch(one, name) for one in ignored):
                    raise NewNumber(f"“{cell}” under “{name}” of “{table.caption}”, beside “{row[0]}”")

    def _sentence(self, line: str) -> None:
        """The figures that stand in a sentence and in no table."""
        if found := re.fullmatch(rf"Overall you stand at {VALUE} of \d\. Of organisations like yours (.+): .+", line):
            self._others("overall", found[1])
        if (found := YEARS_BESIDE.fullmatch(line)) and found["how"]:
            what = "middle" if "middle" in found["how"] else "mean"
            self.note("change:overall", what, found["by"] or "0", group=found["group"], period=found["period"])

    def _others(self, measure: str, words: str, **more: str) -> None:
        """As in "the middle is 3.4 and the middle half 2.2 to 4.4"."""
        for which, middle, low, high in OTHERS.findall(words):
            self.note(measure, "mean" if which == "average" else "middle", middle, **more)
            for what, value in (("lower", low), ("upper", high or low)):
                self.note(measure, what, value, **more)

    def _line(self, line: str, there: Collection[Fraction]) -> None:
        """It is no result, or it says again what tables of this page say, whose numbers are all known by now."""
        known = [*LINES, *TABLES, *(OWN_LINES if self.is_own else ())]
        if any(re.fullmatch(pattern, line) for pattern in known):
            return
        left = line
        for label in (*LABELS, *(re.escape(seen.group) for seen in self.seen)):
            left = re.sub(label, " ", left, flags=re.IGNORECASE)
        for value in re.findall(VALUE, left):
            if number(value) not in there:
                raise NewNumber(f"“{value}” in “{line}”, which no table of the page says")


def number(shown: str) -> Fraction:
    """A figure as it is printed."""
    return Fraction(0 if shown == "no change" else shown.replace("−", "-"))


Taken = set[str]


def every_group(page: Page, table: Table) -> Taken:
    for group, _, section, mean, *quarters in table.rows:
        page.note(CODES[section], "mean", mean, group=group)
        for name, shown in zip(table.head[4:], quarters, strict=True):
            page.note(CODES[section], QUARTERS[name], shown, group=group)
    return {"Mean", *QUARTERS}


def spread(page: Page, table: Table) -> Taken:
    for row in table.rows:
        cells = dict(zip(table.head, row, strict=True))
        for name, what in {"Mean": "mean", **QUARTERS}.items():
            page.note(CODES[row[0]], what, cells.get(name, ""))
    return {"Mean", *QUARTERS}


def heat_map(page: Page, table: Table) -> Taken:
    for row in table.rows:
        for name, cell in zip(table.head[1:], row[1:], strict=True):
            shown = "" if cell in NOT_SHOWN else cell.split()[0]
            page.note(CODES[row[0]], "mean", shown, group=re.sub(r" \(about \d+\)$", "", name))
    return set(table.head[1:])


def matrix(page: Page, table: Table) -> Taken:
    for group, *means in table.rows:
        for section, mean in zip(table.head[1:], means, strict=True):
            page.note(CODES[section], "mean", mean, group=re.sub(r" \(about \d+\)$", "", group))
    return set(table.head[1:])


def map_of_regions(page: Page, table: Table) -> Taken:
    for region, shown, *_ in table.rows:
        page.note("overall", "mean", shown, group=region)
    return {"Level"}


def change(page: Page, table: Table) -> Taken:
    for section, by, *_ in table.rows:
        page.note(f"change:{CODES[section]}", "mean", by)
    return {"Change"}


def needs(page: Page, table: Table) -> Taken:
    for row in table.rows:
        page.note(CODES[row[0]], f"below {row[2]}", row[3])
    return {"Below it"}


def targets(page: Page, table: Table) -> Taken:
    """Those of a release; the others are about who took part."""
    for row in table.rows:
        cells = dict(zip(table.head, row, strict=True))
        if cells["Target"] in TARGETS and cells["Now"] not in NOT_SHOWN:
            group = cells.get("Of whom", page.root).removesuffix(", of all networks")
            page.note(TARGETS[cells["Target"]], "met", cells["Now"], group=group, period=page.targets_of)
            for text, low in FAILING.findall(cells["What is missing"]):
                page.note(CODES[text], "failing", low, group=group, period=page.targets_of)
        else:
            assert "about" not in cells["Now"], cells
    return {"Now", "What is missing"}


def beside(page: Page, table: Table) -> Taken:
    for row in table.rows:
        cells, measure = dict(zip(table.head, row, strict=True)), CODES[row[0]]
        is_mean = cells["Their middle"].endswith("(average)")
        shown = cells["Their middle"].removesuffix(" (average)")
        page.note(measure, "mean" if is_mean else "middle", shown)
        page.note(measure, "half", cells["Their middle half"])
        page.note(measure, "counts", cells.get("How many at each level", ""))
    return {"Their middle", "Their middle half", "How many at each level"}


def numbers_beside(page: Page, table: Table) -> Taken:
    for row in table.rows:
        cells, label = dict(zip(table.head, row, strict=True)), row[0].split(" percent; about")[0]
        for name, what in (("All together", "mean"), ("Their middle", "middle"), ("Their middle half", "half")):
            page.note(CODES[label], what, cells[name].replace("%", ""))
    return {"All together", "Their middle", "Their middle half"}


def over_years(page: Page, table: Table) -> Taken:
    for row in table.rows:
        if row[0] in page.years:
            page._others("overall", row[-1], group=page.years[row[0]], period=row[0])
    return {"Organisations like yours"}


def sections_over_years(page: Page, table: Table) -> Taken:
    for row in table.rows:
        for period, cell in zip(table.head[1:], row[1:], strict=True):
            if "(their" in cell:
                page._others(CODES[row[0]], cell, group=page.years[period], period=period)
    return set(table.head[1:]) if any("(their" in cell for row in table.rows for cell in row) else set()


def named(page: Page, table: Table) -> Taken:
    page.exactly |= {row[0] for row in table.rows if re.search(r"\d", row[2])}
    return {"Answered", "Score", "Must-haves open", "Change", "What to look at"}


def near_an_award(page: Page, table: Table) -> Taken:
    page.exactly |= {row[0] for row in table.rows}
    return {"To move up"}


READERS: Sequence[tuple[str, set[str], Callable[[Page, Table], Taken]]] = (  # by caption and what the head has
    (".+", {"Group", "Counted, about", "Section", "Mean"}, every_group),
    (".+", {"Section", "Mean", "Counted"}, spread),
    (".+", {"Region", "Level", "Name of the level"}, map_of_regions),
    (".+", {"Section", "Change"}, change),
    (".+", {"Question", "Asked for", "Below it"}, needs),
    (".+", {"Target", "Now", "Needed"}, targets),
    (".+", {"Number", "All together"}, numbers_beside),
    (".+", {"Their middle", "Their middle half"}, beside),
    (".+", {"Period", "Organisations like yours"}, over_years),
    (".+", {"Answered", "Score", "Must-haves open"}, named),
    ("Near the next award", {"Organisation", "To move up"}, near_an_award),
    ("Mean of each section, by .+", {"Section"}, heat_map),
    ("Mean of each section\\. .+", {"Group"}, matrix),
    (rf"Level of each section out of 5, .+, {YEAR}( to {YEAR})?", {"Section"}, sections_over_years),
)


def of_others(pieces: Iterable[Piece], along: str) -> Iterator[Fraction]:
    """Where figures of others stand in the charts that a browser draws; not of others known by name."""
    everything = list(pieces)
    exactly = any("you may see" in line for piece in everything for line in piece.lines)
    for trace in (trace for piece in everything for trace in piece.traces):
        if not exactly and trace.get("name") in {"Others", "Middle half"}:
            for values in (trace[along], trace.get("base", ())):
                yield from (Fraction(value).limit_denominator(1000) for value in values)


def points(pieces: Iterable[Piece]) -> Iterator[Fraction]:
    """Where the dots of drawings stand on their axis of levels; not of those over organisations known by name."""
    for piece in pieces:
        if len(piece.axis) > 1 and not any("you may see" in line for line in piece.lines):
            first, last = min(piece.axis), max(piece.axis)
            low, high = piece.axis[first], piece.axis[last]
            for dot in piece.dots:
                yield low + (high - low) * Fraction(dot - first) / Fraction(last - first)
