"""`stocktake schema`: write the schema that editors use, or say whether the one there is current."""

from argparse import ArgumentParser, Namespace

from frameworks.schema import FILE, schema_text


def arguments(parser: ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit status 1 when the file is not current"
    )


def run(parsed: Namespace) -> int:
    """Write the schema, or compare it."""
    text, name = schema_text(), f"{FILE.parent.name}/{FILE.name}"
    current = FILE.exists() and FILE.read_text(encoding="utf-8") == text
    if parsed.check and not current:
        print(f"{name} is not current; run: stocktake schema")
        return 1
    if not parsed.check:
        FILE.write_text(text, encoding="utf-8")
    print(f"{name} is current.")
    return 0
