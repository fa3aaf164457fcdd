"""Checks one file beside the frameworks there are, without adding it: for an author at work."""

from pathlib import Path, PurePath

from frameworks.catalogue import Catalogue
from frameworks.checking import check_crosswalk, check_edition, check_lineage, check_reference
from frameworks.edition import Edition
from frameworks.errors import Fault, FaultyFile
from frameworks.loading import LINEAGE, PARTS, file_bytes, shipped_folder, shown
from frameworks.operating_files import FILES, Operating, check_file
from frameworks.rules.neighbours import check_neighbours


def check_text(data: bytes, name: str, catalogue: Catalogue) -> Edition:
    """Check an edition that was pasted or uploaded. Raises FaultyFile with every fault."""
    edition = check_edition(data, name, references=catalogue.references)
    others = [one.edition for key, one in catalogue.editions.items() if key != (edition.id, edition.edition)]
    check_neighbours(edition, others, None, data.decode(), name)
    return edition


def check_operating(sort: str, data: bytes, name: str, catalogue: Catalogue) -> Operating:
    """Check an operator's file (regions, size_bands, flags or targets) beside those there are, without keeping it.

    Gives what there would be with it. Raises FaultyFile with every fault.
    """
    latest = {framework: catalogue.latest(framework).edition for framework in catalogue.frameworks()}
    return check_file(sort, data, name, catalogue.operating, latest)


def faults_of(path: Path, *folders: Path) -> tuple[Fault, ...]:
    """Every fault of one file or of one folder of frameworks. `folders` are those searched anyway."""
    if path.is_dir():
        known = [folder for folder in folders if folder.resolve() != path.resolve()]
        before = Catalogue.load(*known).faults if known else ()
        return tuple(fault for fault in Catalogue.load(*known, path).faults if fault not in before)
    path, root = _with_folder(path)
    if root is None:
        return _alone(path, Catalogue.load(*folders))
    if root.resolve() in {folder.resolve() for folder in folders}:
        return tuple(
            fault for fault in Catalogue.load(*folders).faults if fault.path in {shown(path), shown(path.resolve())}
        )
    return tuple(fault for fault in Catalogue.load(*folders, root).faults if fault.path == shown(path))


def _with_folder(path: Path) -> tuple[Path, Path | None]:
    """The file, and the folder of frameworks that it lies in by the names of the folders around it."""
    for depth in (1, 2):
        far = path if len(path.parents) > depth + 1 else path.absolute()
        if len(far.parents) > depth and far.parents[depth - 1].name in PARTS:
            return far, far.parents[depth]
    return path, None


def _alone(path: Path, catalogue: Catalogue) -> tuple[Fault, ...]:
    editions = {key: one.edition for key, one in catalogue.editions.items()}
    name = str(path)
    try:
        data = file_bytes(path)
        if path.name.endswith(LINEAGE):
            check_lineage(data, name, path.absolute().parent.name, editions)
        elif "--" in PurePath(name).stem:
            check_crosswalk(data, name, editions)
        elif path.absolute().parent.name == "references":
            check_reference(data, name)
        elif (sort := _sort_of(path)) is not None:
            check_operating(sort, data, name, catalogue)
        else:
            check_text(data, name, catalogue)
    except FaultyFile as error:
        return error.faults
    return ()


def _sort_of(path: Path) -> str | None:
    """Which of an operator's files one is, by its own name or that of the folder it lies in."""
    return next((name for name in (path.stem, path.absolute().parent.name) if name in FILES), None)


def searched(own: Path | None) -> tuple[Path, ...]:
    """The folders searched: the shipped one, then the user's own."""
    return (shipped_folder(), own) if own else (shipped_folder(),)
