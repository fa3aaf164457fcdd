"""A preview in sentences, the same on the page and on the command line."""

from assessments.roster.planning import Preview, Question
from assessments.wording import counted

ANSWERS = {
    "same": "It is the same organisation",
    "another": "It is another organisation with the same name",
    "follows": "It carries on the one that is here, which has closed",
}


def summary(seen: Preview) -> tuple[str, ...]:
    """What would be done, a sentence for each kind of thing that is in it."""
    lines = (
        (len(seen.networks), "new network", "new networks"),
        (len(seen.new), "new organisation", "new organisations"),
        (len(seen.joined), "organisation that is here already joins", "organisations that are here already join"),
        (len(seen.changed), "changes", "change"),
        (len(seen.followed), "is carried on by another", "are carried on by others"),
        (seen.same, "is here just as the list has it", "are here just as the list has them"),
        (len(seen.kept), "keeps what its own people say of it", "keep what their own people say of them"),
        (len(seen.absent), "is here but not in the list", "are here but not in the list"),
    )
    return tuple(f"{counted(count, one, many)}." for count, one, many in lines if count)


def question(asked: Question) -> str:
    """What is asked of a row whose name is here already."""
    number, other = asked.entry.reference, asked.known.reference
    has = f"has the number {other}" if other else "has no number"
    return (
        f"Row {asked.entry.row}: {asked.entry.name} {f'({number})' if number else '(without a number)'}. One of this"
        f" name is here already and {has}."
    )
