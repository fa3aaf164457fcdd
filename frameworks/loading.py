"""Reads folders of framework files: what is sound is kept, of the rest every fault is told.

A folder holds `definitions/<framework>/<edition>.yaml`, `definitions/<framework>/<old>-to-<new>.lineage.yaml`,
`references/<id>.yaml` and `crosswalks/<from>--<to>.yaml`. What it holds in `operating` is read by `operating_files`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frameworks.checking import check_crosswalk, check_edition, check_lineage, check_reference
from frameworks.companions import Crosswalk, Lineage, Reference
from frameworks.edition import Edition, edition_order
from frameworks.errors import Fault, FaultyFile
from frameworks.findings import nearest
from frameworks.reader import MAX_BYTES, scan
from frameworks.rules.neighbours import check_neighbours

OPERATING = "operating"
OPERATORS = ("regions", "size_bands", "flags", "targets", "figures")  # the files in it
PARTS = ("definitions", "references", "crosswalks", OPERATING)
LINEAGE = ".lineage.yaml"
_MOST_KEPT = 200
_kept: dict[str, Edition] = {}  # editions found sound, by the SHA-256 of their bytes


@dataclass(frozen=True, slots=True)
class Published:
    """One edition with the very text it was read from and its SHA-256."""

    edition: Edition
    sha256: str
    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Text:
    """An edition that lies in no folder, with what became of the questions of the one before, where that is told.

    Those of one `shelf` are read together, after all folders and the shelves before.
    """

    framework: str
    edition: str
    content: bytes
    lineage: bytes | None = None
    shelf: str = "uploaded"

    @property
    def path(self) -> Path:
        """Where the file would lie."""
        return Path(self.shelf, self.framework, f"{self.edition}.yaml")

    @property
    def lineage_path(self) -> Path:
        """Where the lineage would lie, by the edition before that it names."""
        try:
            told = scan(self.lineage or b"", "").data
        except FaultyFile:
            told = None  # said when it is read
        before = told.get("from") if isinstance(told, dict) else None
        return Path(self.shelf, self.framework, f"{before}-to-{self.edition}{LINEAGE}")


def shipped_folder() -> Path:
    """The folder of the frameworks that come with the program."""
    return Path(__file__).parent


def parsed(data: bytes) -> Edition:
    """An edition from its bytes, checked once for each content. Raises FaultyFile."""
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 not in _kept:
        _keep(sha256, check_edition(data, "edition"))
    return _kept[sha256]


def _keep(sha256: str, edition: Edition) -> None:
    if len(_kept) >= _MOST_KEPT:
        del _kept[next(iter(_kept))]
    _kept[sha256] = edition


class Loading:
    """Everything read so far. None stands for a file that is there but faulty: what rests on it is not judged."""

    def __init__(self) -> None:
        self.published: dict[tuple[str, str], Published] = {}
        self.editions: dict[tuple[str, str], Edition | None] = {}
        self.references: dict[str, Reference | None] = {}
        self.lineages: dict[str, dict[tuple[str, str], Lineage]] = {}
        self.crosswalks: list[Crosswalk] = []
        self.faults: list[Fault] = []
        self._searched: tuple[Path, ...] = ()
        self._texts: dict[Path, bytes] = {}

    def folders(self, *folders: Path) -> "Loading":
        """Read folders in order: what later files rest on (references, then editions) comes first."""
        self._searched = folders
        for folder in folders:
            self._layout(folder)
        for path in _files(folders, "references/*.yaml"):
            self.reference(path)
        for path in _files(folders, "definitions/*/*.yaml"):
            if not path.name.endswith(LINEAGE):
                self.edition(path)
        for path in _files(folders, f"definitions/*/*{LINEAGE}"):
            self.lineage(path)
        for path in _files(folders, "crosswalks/*.yaml"):
            self.crosswalk(path)
        self._neighbours()
        return self

    def beside(self, texts: Sequence[Text]) -> "Loading":
        """All that was read, and these after it."""
        more = Loading()
        more.published, more.editions, more.references = {**self.published}, {**self.editions}, {**self.references}
        more.lineages = {name: {**found} for name, found in self.lineages.items()}
        more.crosswalks, more.faults = [*self.crosswalks], [*self.faults]
        more._searched = tuple(dict.fromkeys([*self._searched, *(Path(text.shelf) for text in texts)]))
        more._texts = {text.path: text.content for text in texts}
        more._texts |= {text.lineage_path: text.lineage for text in texts if text.lineage is not None}
        for text in texts:
            more.edition(text.path)
        for text in texts:
            if text.lineage is not None:
                more.lineage(text.lineage_path)
        more._neighbours()
        return more

    def _bytes(self, path: Path) -> bytes:
        return self._texts[path] if path in self._texts else file_bytes(path)

    def reference(self, path: Path) -> None:
        """Read an external standard's list."""
        reference = None
        try:
            reference = check_reference(file_bytes(path), shown(path))
            self._named(path, "id", reference.id, path.stem)
            if path.stem in self.references:
                self._refuse(
                    path, f'reference "{path.stem}" is there already in another folder; give this one its own id'
                )
        except FaultyFile as error:
            self.faults += error.faults
        self.references.setdefault(path.stem, reference)

    def edition(self, path: Path) -> None:
        """Read an edition; a second one of the same framework and year is refused."""
        key = (path.parent.name, path.stem)
        try:
            found = self._edition(path)
            self._named(path, "id", found.edition.id, path.parent.name)
            self._named(path, "edition", found.edition.edition, path.stem)
            if earlier := self.published.get(key):
                other = f"{earlier.edition.title}, edition {key[1]}, is there already in {shown(earlier.path)}"
                self._refuse(path, f"{other}; give this file another id or edition")
        except FaultyFile as error:
            self.faults += error.faults
            self.editions.setdefault(key, None)
        else:
            self.published[key] = found
            self.editions[key] = found.edition

    def _edition(self, path: Path) -> Published:
        data = self._bytes(path)
        edition = check_edition(data, shown(path), references=self.references)
        sha256 = hashlib.sha256(data).hexdigest()
        _keep(sha256, edition)
        return Published(edition, sha256, data.decode(), path)

    def lineage(self, path: Path) -> None:
        """Read what became of each question between two editions."""
        framework = path.parent.name
        try:
            lineage = check_lineage(self._bytes(path), shown(path), framework, self.editions)
            self._named(path, "from", f"{lineage.from_}-to-{lineage.to}", path.name.removesuffix(LINEAGE))
            if (lineage.from_, lineage.to) in self.lineages.get(framework, {}):
                self._refuse(path, "this lineage is there already in another folder; take one of the two out")
        except FaultyFile as error:
            self.faults += error.faults
        else:
            self.lineages.setdefault(framework, {})[lineage.from_, lineage.to] = lineage

    def crosswalk(self, path: Path) -> None:
        """Read how one framework bears on another."""
        try:
            crosswalk = check_crosswalk(file_bytes(path), shown(path), self.editions)
            self._named(path, "from", f"{crosswalk.from_.framework}--{crosswalk.to.framework}", path.stem)
        except FaultyFile as error:
            self.faults += error.faults
        else:
            self.crosswalks.append(crosswalk)

    def _neighbours(self) -> None:
        """What editions must keep between them. Of two that disagree the one read later is left out."""
        ordered = sorted(
            self.published.values(),
            key=lambda one: (self._rank(one.path), one.edition.id, edition_order(one.edition.edition)),
        )
        sound: list[Published] = []
        for one in ordered:
            earlier = [other.edition for other in sound]
            try:
                check_neighbours(one.edition, earlier, self.lineages.get(one.edition.id, {}), one.text, shown(one.path))
            except FaultyFile as error:
                self.faults += error.faults
                del self.published[one.edition.id, one.edition.edition]
            else:
                sound.append(one)

    def _rank(self, path: Path) -> int:
        return next(index for index, folder in enumerate(self._searched) if path.is_relative_to(folder))

    def _layout(self, folder: Path) -> None:
        if not folder.is_dir():
            self.faults.append(Fault(str(folder), 1, "", "there is no such folder; make it, or correct the setting"))
        elif not any((folder / part).is_dir() for part in PARTS):
            self.faults.append(
                Fault(str(folder), 1, "", f"the folder holds none of {', '.join(PARTS)}; make one of them")
            )
        for path in _files([folder], "*/**/*.yml"):
            self.faults.append(Fault(shown(path), 1, "", "the file is not read; end its name in .yaml"))
        for path in _files([folder], f"{OPERATING}/*.yaml"):
            if path.stem not in OPERATORS:
                remedy = nearest(path.stem, OPERATORS)
                self.faults.append(Fault(shown(path), 1, "", f"an operator has no file of this name; {remedy}"))

    def latest(self) -> dict[str, Edition | None]:
        """The newest sound edition of each framework; None for one that has none."""
        sound = sorted(self.published, key=lambda key: edition_order(key[1]))
        return dict.fromkeys((name for name, _ in self.editions), None) | {
            key[0]: self.published[key].edition for key in sound
        }

    def _named(self, path: Path, key: str, inside: str, outside: str) -> None:
        if inside != outside:
            self._refuse(path, f'"{key}" says {inside} but the file or folder is called {outside}; make them the same')

    def _refuse(self, path: Path, message: str) -> None:
        raise FaultyFile([Fault(shown(path), 1, "", message)])


def _files(folders: Iterable[Path], pattern: str) -> Iterator[Path]:
    return (path for folder in folders for path in sorted(folder.glob(pattern)))


def file_bytes(path: Path) -> bytes:
    """No more than one byte above the limit, however large the file."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FaultyFile(
            [Fault(shown(path), 1, "", f"the file cannot be read ({error.strerror}); see who may read it")]
        ) from None


def shown(path: Path) -> str:
    """How a file is called in a fault: a shipped one from its framework's folder on, another one as it was given."""
    for base in (shipped_folder() / "definitions", shipped_folder()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)
