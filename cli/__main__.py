"""The command line: the same use cases without a browser. `python -m cli …`, or `stocktake …` once installed."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from assessments.configuration import from_environment

COMMANDS = {
    "check": "read every framework file and print all faults",
    "new-edition": "begin a new edition of a framework, with its lineage",
    "schema": "write the schema that editors use for framework files",
    "score": "work out the whole result of an answers file",
    "change": "compare two answers files, the same questions both years",
    "demo": "build the demo network in a database of its own",
    "backup": "put the database by while it is in use, and prove that the copy is whole",
    "restore": "put a backup back, into a place where nothing is yet",
    "release": "make comparison figures, or see what they would show and withhold",
    "doctor": "look at everything stored and say what is wrong",
    "account": "let the first administrator in, or one who is locked out; list and close accounts",
    "import-organisations": "show what a list of organisations would change, and take it",
    "audit": "follow every chain of recorded acts and say where one breaks",
    "tidy": "erase organisations that left, forget what has ended, clear the files; once a day",
    "digest": "send the weekly digest to those who asked for it",
    "drill": "rehearse it: back up, restore elsewhere, compare, clear away",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 the command found faults, 2 it could not be understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="stocktake", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = words[0] if words and words[0] in COMMANDS else None
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name == chosen:
            module = importlib.import_module(f"cli.{name.replace('-', '_')}")
            module.arguments(command)
            command.set_defaults(run=module.run)
    parsed = parser.parse_args(words)
    from_environment()  # a bad setting ends every command, whether it looks at that setting or not
    status: int = parsed.run(parsed)
    return status


if __name__ == "__main__":
    sys.exit(main())
