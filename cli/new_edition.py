"""`stocktake new-edition`: copy the newest edition under a new name, with a lineage to be filled in."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from frameworks.catalogue import Catalogue, Published
from frameworks.errors import FrameworkError
from frameworks.loading import LINEAGE
from frameworks.succession import successor
from frameworks.trying import searched


def arguments(parser: ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("framework", help="the id of the framework, such as esafety")
    parser.add_argument(
        "edition", nargs="?", help="the name of the new edition, such as 2027; without it, the next one"
    )
    parser.add_argument("--correction", action="store_true", help="a correction of wording only, such as 2026.1")
    parser.add_argument(
        "--into", type=Path, metavar="FOLDER", help="your own folder of frameworks; else beside the newest"
    )


def run(parsed: Namespace) -> int:
    """Write the two files. Exit status 2 when the name cannot be used or a file is there already."""
    own = parsed.into or os.environ.get("STOCKTAKE_FRAMEWORKS")
    folder = Path(own) if own else None
    try:
        newest = Catalogue.load(*searched(folder if folder and folder.is_dir() else None)).latest(parsed.framework)
        following = successor(newest, parsed.edition, correction=parsed.correction)
    except FrameworkError as error:
        print(error)
        return 2
    home = _home(newest, folder)
    files = {
        home / f"{following.edition}.yaml": following.text,
        home / f"{newest.edition.edition}-to-{following.edition}{LINEAGE}": following.lineage,
    }
    return _write(files)


def _home(newest: Published, folder: Path | None) -> Path:
    return folder / "definitions" / newest.edition.id if folder else newest.path.parent


def _write(files: dict[Path, str]) -> int:
    if there := [file for file in files if file.exists()]:
        print(f"{there[0]} is there already; nothing was written.")
        return 2
    for file, text in files.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            print(f"{file} cannot be written ({error.strerror}); choose another folder with --into.")
            return 2
        print(f"Wrote {file}")
    print("Change the questions, then what became of each in the lineage, then run: stocktake check")
    return 0
