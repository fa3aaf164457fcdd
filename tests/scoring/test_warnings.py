"""What a reader of a result is told beside it: facts not given, answers not counted, evidence from the future."""

from scoring import score
from tests.scoring.building import edition, sheet


def test_a_kind_of_organisation_not_given_is_asked_for():
    for_charities = edition(questions={"a": {"applies_to": {"kinds": ("charity",)}}})
    for_both = edition(
        profile=({"id": "boarding", "type": "yes_no", "label": "Boarding"},),
        questions={"a": {"applies_to": {"phases": ("primary",), "when": {"profile": "boarding", "is": True}}}},
    )
    assert score(for_charities, sheet()).warnings == ("“kind” is not given, so what depends on it stays open.",)
    assert score(for_both, sheet()).warnings == (
        "“phase” is not given, so what depends on it stays open.",
        "“Boarding” is not given, so what depends on it stays open.",
    )


def test_a_question_without_an_answer_hides_no_warning_about_a_later_one():
    one = edition(questions={"a": {}, "b": {}, "c": {"applies_to": {"kinds": ("charity",)}}})
    (told,) = score(one, sheet({"b": {"comment": "To be asked"}, "c": 3}, profile={"kind": "school"})).warnings
    assert told == "The answer to “c” is kept but does not count: the question is not asked of this organisation."


def test_evidence_of_the_very_day_is_not_from_the_future():
    one = edition(questions={"a": {}})
    today, tomorrow = (
        sheet({"a": {"level": 3, "evidence": [{"title": "Minutes", "date": day}]}}, as_of="2026-11-21")
        for day in ("2026-11-21", "2026-11-22")
    )
    assert score(one, today).warnings == ()
    assert len(score(one, tomorrow).warnings) == 1
