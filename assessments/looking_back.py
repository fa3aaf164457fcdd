"""Looking back: what was said last time, in the words of last time's edition, beside the questions of this one."""

from collections.abc import Mapping

from assessments import wording
from assessments.values import Said
from frameworks.companions import Change, Lineage
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.origins import Origins
from scoring.results import State

CHANGED: Mapping[Change, str | None] = {
    "same": None,
    "reworded": "this question was reworded",
    "rescaled": "its levels were changed",
    "replaced": "this question was replaced",
    "merged": "several questions became one",
    "split": "one question became several",
}


def said(
    edition: Edition, older: Edition, sheet: AnswerSheet, scope: Mapping[str, State], lineage: Lineage | None
) -> dict[str, Said]:
    """By question of `edition`, what was answered to the question or questions of `older` that it comes from.

    `scope` are the states of the older questions: what was stored but not asked then was not said.
    """
    origins = Origins(edition, older, lineage)
    found = {}
    for name in edition.questions:
        origin = origins.of(name)
        sources = [source for source in origins.sources(name) if _was_said(source, sheet, scope)]
        if origin is not None and sources:
            words = [wording.answer_words(older, older.questions[one], sheet.answers[one]) for one in sources]
            if len(sources) > 1:
                words = [f"{older.questions[one].text} {each}" for one, each in zip(sources, words, strict=True)]
            comments = [sheet.answers[one].comment for one in sources if sheet.answers[one].comment]
            found[name] = Said("; ".join(words), "\n".join(comments), CHANGED[origin.change])
    return found


def _was_said(question: str, sheet: AnswerSheet, scope: Mapping[str, State]) -> bool:
    return question in sheet.answers and sheet.answers[question].is_given and scope.get(question) != "outside"
