"""How a figure was worked out: every part with its weight, the exact figure, and why something is left out."""

import re
from html import unescape

from scoring import explain, score
from scoring.answers import Answer, AnswerSheet
from tests.ui.outcomes.editions import edition, question
from ui.outcomes.worked_out import worked_out


def told(html):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(html)).split())


def sheet(**answers):
    return AnswerSheet("small", "2026", "2026-11-14", profile={"kind": "school"}, answers=answers)


def test_an_average_shows_weights_exact_levels_and_shares():
    asked = edition("2026", [question("a", 2), question("b"), question("c")])
    given = sheet(a=Answer(level=3), b=Answer(level=2), c=Answer(level=4))
    words = told(worked_out(asked, explain(asked, given)))
    assert "The overall level is 3." in words  # weights 2, 1, 1 at 3, 2, 4: the design's example
    assert "Question a? 2 of 4 3 3 1/2" in words
    assert "Question b? 1 of 4 2 2 1/4" in words


def test_what_is_not_applicable_leaves_the_weighting_and_says_why():
    asked = edition("2026", [question("a", 2), question("b"), question("c")])
    given = sheet(a=Answer(level=3), b=Answer(not_applicable="No <pupils>"), c=Answer(level=4))
    html = worked_out(asked, explain(asked, given))
    words = told(html)
    assert "The overall level is 3.3, exactly 10/3." in words
    assert "Question a? 2 of 3" in words
    assert "Question b? Left out: not applicable: No" in words
    assert "No &lt;pupils&gt;" in html


def test_a_held_section_says_what_it_would_be_and_why():
    options = ({"id": "yes", "label": "Yes", "level": 5}, {"id": "no", "label": "No", "level": 1})
    lead = {"id": "lead", "text": "Is somebody named?", "kind": "choice", "options": options}
    nobody = {"question": "lead", "is": "no"}
    cap = {"id": "owner", "when": nobody, "maximum_level": 2, "because": "Nobody owns this area."}
    strand = {"id": "first", "title": "First", "questions": (lead, question("policy", 6))}
    asked = edition("2026", [], sections=({"id": "one", "title": "One", "caps": (cap,), "strands": (strand,)},))
    given = sheet(lead=Answer(option="no"), policy=Answer(level=4))
    # (1 + 6 × 4) / 7 = 25/7 = 3.57…, held at 2.
    assert "Would be 3.6, held at 2 because nobody owns this area." in told(worked_out(asked, explain(asked, given)))
    assert score(asked, given).overall.level == 2


def ladder(*levels):
    """Four steps, each passed at 3, with the levels given (None: not applicable)."""
    strands = tuple(
        {"id": f"s{at}", "title": f"Step {at}", "pass_at": 3, "questions": (question(f"q{at}"),)} for at in range(1, 5)
    )
    asked = edition("2026", [], sections=({"id": "one", "title": "One", "rollup": "ladder", "strands": strands},))
    given = {
        f"q{at}": Answer(not_applicable="None here") if level is None else Answer(level=level)
        for at, level in enumerate(levels, 1)
    }
    return told(worked_out(asked, explain(asked, sheet(**given))))


def test_a_ladder_says_which_steps_are_passed_and_shows_no_weights():
    words = ladder(4, None, 2, 5)
    assert (
        "Step Passed? Level Step 1 passed 4 Step 2 left out: nothing in it has a score – Step 3 not passed 2" in words
    )
    assert "Step 4 passed, but after a gap, so it does not count 5" in words
    assert "Step 1 1 of" not in words


def test_the_weakest_part_alone_decides_and_shows_no_weights():
    strand = {"id": "first", "title": "First", "rollup": "min", "questions": (question("a", 2), question("b"))}
    asked = edition("2026", [], sections=({"id": "one", "title": "One", "strands": (strand,)},))
    words = told(worked_out(asked, explain(asked, sheet(a=Answer(level=3), b=Answer(level=2)))))
    assert "Part Level Exactly Share of the scale Question a? 3 3 1/2" in words
