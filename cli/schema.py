"""`stocktake schema`: write the schemas that editors use, or say whether those there are current."""

from argparse import ArgumentParser, Namespace

from frameworks.schema import FOLDER, schemas


def arguments(parser: ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 when a file is not current")


def run(parsed: Namespace) -> int:
    """Write the schemas, or compare them."""
    status = 0
    for name, text in schemas().items():
        file = FOLDER / name
        if not parsed.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            print(f"{FOLDER.name}/{name} is not current; run: stocktake schema")
            status = 1
            continue
        print(f"{FOLDER.name}/{name} is current.")
    return status
