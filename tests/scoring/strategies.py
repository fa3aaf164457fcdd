"""Random small editions and answers for laws: whatever is drawn is valid."""

from hypothesis import strategies as st

from tests.scoring.building import NA, NOT_KNOWN, edition, sheet

WEIGHTS = st.sampled_from([0, 1, 1, 1, 2, 3, 7])
GIVEN = st.one_of(
    st.integers(1, 5), st.integers(1, 5), st.just(None), st.just(NA), st.just(NOT_KNOWN), st.just("evidenced")
)
PROVEN = {"level": 4, "evidence": [{"title": "Minutes", "date": "2026-09-01"}]}


@st.composite
def trees(draw, *, rollups=("mean", "min", "ladder"), caps=True, ask_ifs=True, evidence=True, over=True):
    """The parts of an edition of 1 to 3 sections with up to 8 questions in all."""
    names = [f"q{number}" for number in range(draw(st.integers(1, 8)))]
    sections, at, count = {}, 0, draw(st.integers(1, 3))
    for number in range(count):
        last = number == count - 1
        taken = names[at:] if last else names[at : at + draw(st.integers(1, 3))]
        at += len(taken)
        if taken:
            sections[f"s{number}"] = draw(sections_of(number, taken, rollups, caps, ask_ifs, evidence))
    spec = {"sections": sections}
    if over and draw(st.integers(0, 4)) == 0:
        spec["scoring"] = {"over": "questions"}
    return spec


@st.composite
def sections_of(draw, number, names, rollups, caps, ask_ifs, evidence):
    cut = draw(st.integers(1, len(names)))
    groups = [group for group in (names[:cut], names[cut:]) if group]
    rule = draw(st.sampled_from(rollups))
    strands = {}
    for index, group in enumerate(groups):
        questions = {name: draw(questions_of(name, ask_ifs, evidence)) for name in group}
        strands[f"s{number}.t{index}"] = {
            "weight": draw(WEIGHTS),
            "questions": questions,
            "pass_at": draw(st.integers(2, 4)),
            "rollup": draw(st.sampled_from([rollup for rollup in rollups if rollup != "ladder"])),
        }
    section = {"weight": draw(WEIGHTS), "rollup": rule, "strands": strands}
    if caps and draw(st.booleans()):
        when = {"question": names[0], draw(st.sampled_from(["at_least", "at_most"])): draw(st.integers(1, 5))}
        cap = {"id": "cap", "when": when, "maximum_level": draw(st.integers(1, 4)), "because": "of a rule"}
        section["caps"] = (cap,)
    return section


@st.composite
def questions_of(draw, name, ask_ifs, evidence):
    question = {"weight": draw(WEIGHTS), "minimum_level": draw(st.sampled_from([None, 2, 3]))}
    question["not_applicable"] = "with_reason"
    efforts = draw(st.lists(st.sampled_from(["small", "medium", "large"]), min_size=4, max_size=4))
    question["next_steps"] = {level: {"text": "Do it", "effort": effort} for level, effort in enumerate(efforts, 1)}
    if ask_ifs and name != "q0" and draw(st.integers(0, 3)) == 0:
        question["ask_if"] = {"question": "q0", "at_least": draw(st.integers(1, 5))}
    if evidence and draw(st.booleans()):
        question["evidence"] = {"needed_from": draw(st.integers(1, 5)), "lasts_months": 12}
    return question


@st.composite
def answered(draw, spec, given=GIVEN):
    """Answers to an edition's questions; some are left out."""
    names = [
        name for section in spec["sections"].values() for s in section["strands"].values() for name in s["questions"]
    ]
    drawn = {name: draw(given) for name in names}
    return {name: PROVEN if one == "evidenced" else one for name, one in drawn.items() if one is not None}


@st.composite
def reviews(draw, /, given=GIVEN, **kinds):
    """An edition's parts with answers to it."""
    spec = draw(trees(**kinds))
    return spec, draw(answered(spec, given))


def built(review):
    """The edition and the sheet of a drawn review."""
    spec, answers = review
    return edition(spec), sheet(answers)


PLAIN = {"rollups": ("mean", "min"), "caps": False, "ask_ifs": False}
LEVELS = st.integers(1, 5)
