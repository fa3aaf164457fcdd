"""Twenty networks over two years, everything four people are shown of them read off, and solved for secrets."""

from collections import Counter
from collections.abc import Mapping

from assessments.wording import counted
from tests.attack import careless, visits
from tests.attack.network import ADVISER, BOTH, HEAD, LEAD
from tests.attack.playing import catalogue, play

CLAIM = (
    "Nothing that a network lead, an adviser with four grants, somebody who leads one school, or a lead who is an "
    "adviser too is shown on pages, in charts and in files, put together over two years, tells them of fewer than five "
    "organisations or of the change of fewer than five. With three careless rules in the place of ours it does."
)
WHOLE, SMALL = 20, 1
PEOPLE = {LEAD: "the network lead", ADVISER: "the adviser", HEAD: "the head", BOTH: "the lead who is an adviser too"}
SOME: Mapping[int, visits.Visit] = {LEAD: visits.glance, BOTH: visits.glance}
LOOKS = (0, 2)
CARELESS = {
    "a plain rule of five": (LEAD, careless.rules_of_five),
    "a rule that looks at organisations and not at what they submitted": (LEAD, careless.rules_without_submissions),
    "figures planned as ours and not read again for somebody who knows four": (BOTH, careless.rules_without_reading),
}


def prove(*, small: bool) -> str:
    """Play every network under the product's own rules and under each careless one."""
    content, seeds = catalogue(), range(SMALL if small else WHOLE)
    pages, figures, equations = Counter[int](), Counter[int](), Counter[int]()
    for seed in seeds:
        played = play(content, seed, SOME, looks=LOOKS) if small else play(content, seed)
        told = {PEOPLE[person]: dict(found) for person, found in played.learnt.items() if found}
        assert not told, f"network {seed} tells too much: {told}"
        pages, figures, equations = pages + played.pages, figures + played.figures, equations + played.equations
    said = "; ".join(
        f"{name} read {figures[person]:,} figures on {pages[person]:,} pages and files, {equations[person]:,} of them"
        " different equations"
        for person, name in PEOPLE.items()
        if pages[person]
    )
    networks = f"{counted(len(seeds), 'network')} of 60 schools, {'three' if small else 'six'} events each"
    return f"{networks}: {said}. Nobody learnt of anybody.\n\n{found(small=small)}"


def found(*, small: bool) -> str:
    """In how many networks each careless rule tells of somebody."""
    content, seeds, lines = catalogue(), range(SMALL if small else WHOLE), []
    for name, (person, rules) in CARELESS.items():
        many = 0
        for seed in seeds:
            with rules():
                many += bool(play(content, seed, {person: visits.glance}, LOOKS).learnt[person])
        assert many, f"{name} tells of nobody, so this attack could not fail"
        lines.append(f"{name}: {many} of {len(seeds)}")
    return f"How many of the same networks told of somebody under careless rules, seen at a glance: {'; '.join(lines)}."
