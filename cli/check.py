"""`stocktake check`: read every framework file, print all faults, count what is there, print duties for a person."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.errors import Fault
from frameworks.operating_files import Operating
from frameworks.questions import BaseQuestion
from frameworks.trying import faults_of, searched


def arguments(parser: ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE_OR_FOLDER", help="what to check; without any, all")
    parser.add_argument("--duties", action="store_true", help="print how binding each question is for each kind")


def run(parsed: Namespace) -> int:
    """Check, and print faults or a summary. Exit status 1 when there are faults."""
    own = os.environ.get("STOCKTAKE_FRAMEWORKS")
    folders = searched(Path(own) if own else None)
    if absent := [path for path in parsed.paths if not path.exists()]:
        print(f"There is no {absent[0]}; check the name.")
        return 2
    if parsed.paths:
        return _told([fault for path in parsed.paths for fault in faults_of(path, *folders)]) or _fine(parsed.paths)
    catalogue = Catalogue.load(*folders)
    editions = [one.edition for one in catalogue.editions.values()]
    for edition in editions:
        print(_summary(edition))
    if parsed.duties:
        for edition in editions:
            print("\n" + "\n".join(_duties(edition)))
    print(_beside(catalogue.operating))
    print(_total(catalogue, editions))
    return _told(catalogue.faults)


def _told(faults: Sequence[Fault]) -> int:
    for fault in faults:
        print(fault)
    files = len({fault.path for fault in faults})
    if faults:
        print(f"{_counted(len(faults), 'fault')} in {_counted(files, 'file')}.")
    return 1 if faults else 0


def _fine(paths: Iterable[Path]) -> int:
    print(f"No faults in {', '.join(map(str, paths))}.")
    return 0


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _counts(questions: Sequence[BaseQuestion]) -> str:
    must_haves = sum(question.minimum_level is not None for question in questions)
    indicators = sum(len(question.indicators) for question in questions)
    parts = [(len(questions), "question"), (must_haves, "must-have"), (indicators, "indicator")]
    return ", ".join(_counted(count, noun) for count, noun in parts)


def _summary(edition: Edition) -> str:
    return f"{edition.id} {edition.edition}: {edition.title}: {_counts([*edition.questions.values()])}"


def _total(catalogue: Catalogue, editions: Sequence[Edition]) -> str:
    questions = [question for edition in editions for question in edition.questions.values()]
    items = sum(len(reference.items) for reference in catalogue.references.values())
    distinct = len({indicator.id for question in questions for indicator in question.indicators})
    beside = f"{_counted(len(catalogue.references), 'reference')} with {_counted(items, 'item')}"
    crosswalks = _counted(len(catalogue.crosswalks), "crosswalk")
    frameworks = _counted(len({edition.id for edition in editions}), "framework")
    faults = _counted(len(catalogue.faults), "fault") if catalogue.faults else "no faults"
    return f"{frameworks}, {_counts(questions)} ({distinct} different), {beside}, {crosswalks}: {faults}."


def _beside(operating: Operating) -> str:
    """What the operator says beside the frameworks."""
    found = [(len(operating.regions), "region"), (len(operating.flags), "flag"), (len(operating.targets), "target")]
    kinds = _counted(len(operating.sizes.by_kind), "kind")
    return f"{', '.join(_counted(count, noun) for count, noun in found)}, size bands for {kinds} of organisation"


def _duties(edition: Edition) -> list[str]:
    """A table with a line for each question and a column for each kind; "-" where the question is not asked."""
    widest = max(len(name) for name in edition.questions)
    lines = [
        f"{edition.id} {edition.edition}",
        "  ".join(["question".ljust(widest), *(kind.ljust(18) for kind in edition.suits)]),
    ]
    for name, question in edition.questions.items():
        cells = [_duty(question, kind).ljust(18) for kind in edition.suits]
        sources = sorted({duty.source for kind in edition.suits if (duty := question.duty_for(kind)).source})
        lines.append("  ".join([name.ljust(widest), *cells, "; ".join(sources)]).rstrip())
    return lines


def _duty(question: BaseQuestion, kind: str) -> str:
    asked = question.applies_to.kinds if question.applies_to else None
    return question.duty_for(kind).is_.replace("_", " ") if asked is None or kind in asked else "-"
