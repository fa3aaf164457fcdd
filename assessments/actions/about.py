"""What an action is about in another version of its framework: the questions that its own ones became."""

from collections.abc import Iterable, Mapping

from assessments.planned import Action, Planned
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.errors import UnknownEdition
from scoring.origins import Origins


def questions(catalogue: Catalogue, edition: Edition, planned: Planned) -> tuple[str, ...]:
    """The questions of an edition that an action is about, in the order of the file; none of another framework."""
    if planned.framework != edition.id:
        return ()
    own = {*planned.questions}
    if planned.edition == edition.edition:
        return tuple(name for name in edition.questions if name in own)
    try:
        older = catalogue.get(edition.id, planned.edition or "").edition
    except UnknownEdition:  # its file is gone: what is called the same is taken for the same
        return tuple(name for name in edition.questions if name in own)
    lineage = catalogue.lineage(edition.id, older.edition, edition.edition)
    origins = Origins(edition, older, lineage)
    return tuple(name for name in edition.questions if own & {*origins.sources(name)})


def by_question(catalogue: Catalogue, edition: Edition, found: Iterable[Action]) -> Mapping[str, tuple[Action, ...]]:
    """The actions about each question of an edition, in the order they were added."""
    about: dict[str, tuple[Action, ...]] = {}
    for action in found:
        for name in questions(catalogue, edition, action):
            about[name] = (*about.get(name, ()), action)
    return about
