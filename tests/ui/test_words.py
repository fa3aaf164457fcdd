"""Words on the page: our own interface never uses a word that only we understand."""

import ast
import re
from pathlib import Path

import pytest

from tests.project.acts import code, names

UI = Path(__file__).parents[2] / "ui"
TOLD = ("headline.py", "highlights.py", "wording.py", "digests.py", "reminders.py", "evidence_files.py", "leading.py")
AUTHORING = "authoring.py"  # its sentences are for authors
ACCESS = UI.parent / "assessments" / "access"  # what it refuses, asks and tells is read on pages
SHARED = [UI.parent / "assessments" / name for name in TOLD]
SHARED += sorted(file for file in ACCESS.glob("*.py") if file.name != AUTHORING)
EXEMPT = {"frameworks.py", "submitted_file.py", "author.py", "authored.py"}  # the author's pages
AUTHORS = UI / "reading"
NEVER = (
    "floor|ceiling|so far|coverage|claimed|evidenced|like for like|composition effect|overlap|editions?|lineages?"
    "|revisions?|scopes?|releases?|epochs?|suppressed|withheld|peer groups?|quartiles?|percentiles?|matched cohort"
    "|crosswalks?|references?|rosters?|indicators?|thresholds?|below minimum|critical|duty|duties|caps?|capped"
    "|grants?|granted|consents?|strands?|bands?|rollups?"
)
WORD = re.compile(rf"(?<![\w./-])({NEVER})(?![\w=/-])(?!: number)", re.IGNORECASE)
TAG, PLACE = re.compile(r"<[^>]*>"), "…"
PLACES = re.compile(r"\{[a-z]+\}")  # where str.format puts a value


def spoken(tree):
    """Every text of a module that may reach the page, with the line it is on; docstrings and joined parts apart."""
    silent = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in ast.walk(node) if part is not node}
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else PLACE for part in node.values),
                id(node),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value, id(node)
    yield from ((0, "", each) for each in silent)


def sentences(text):
    """What people read of it: without tags, and only where there is more than one word."""
    read = TAG.sub(" ", text)
    return read if re.search(r"[A-Za-z]\w* +[A-Za-z]", read) and not re.match(r"^[a-z_.:…-]*$", read) else ""


def found_in(source):
    texts = list(spoken(ast.parse(source)))
    silent = {each for line, _, each in texts if not line}
    return [
        (line, hit.group(0), text)
        for line, text, each in texts
        if line and each not in silent
        for hit in WORD.finditer(PLACES.sub(PLACE, sentences(text).replace("reference number", "")))
    ]


ACTS = set(names(code()))  # what stands in the record; people read the sentence beside it
MODULES = sorted(file for file in UI.rglob("*.py") if file.name not in EXEMPT and AUTHORS not in file.parents) + SHARED


def test_there_are_modules_to_read():
    assert len(MODULES) > 25


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(UI.parent)))
def test_our_words_are_ones_people_use(module):
    assert [hit for hit in found_in(module.read_text(encoding="utf-8")) if hit[2] not in ACTS] == []


@pytest.mark.parametrize(
    "source",
    [
        'x = "Your claimed level is 3"',
        'x = f"<p>The {1} lineage says</p>"',
        'x = "Two strands left"',
        'x = "No peer group yet"',
    ],
)
def test_a_word_of_the_list_is_found(source):
    assert len(found_in(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '"""The strand of an edition."""',
        'x = "review.edition"',
        'x = "tell them the reference number 5"',
        "x = '<p class=\"band two\">Go on</p>'",
    ],
)
def test_what_nobody_reads_is_left_alone(source):
    assert found_in(source) == []
