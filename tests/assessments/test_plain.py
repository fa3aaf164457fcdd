"""Values as plain data: canonical, exact, and the same when read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoring
from assessments.plain import (
    answer_data,
    answer_of,
    canonical,
    measurement_data,
    measurement_of,
    read,
    sheet_data,
    sheet_of,
)
from scoring.answers import Answer, AnswerSheet, Evidence, Measurement

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(WORDS, parts, max_size=4),
    max_leaves=12,
)
EVIDENCE = st.builds(Evidence, WORDS, st.none() | WORDS, st.none() | WORDS)
JUDGED = st.one_of(
    st.builds(Answer, level=st.integers(1, 5)),
    st.builds(Answer, option=WORDS),
    st.builds(Answer, checked=st.frozensets(WORDS)),
    st.builds(Answer, value=NUMBERS),
    st.builds(Answer, not_applicable=WORDS),
    st.builds(Answer, not_known=st.booleans(), comment=WORDS, evidence=st.lists(EVIDENCE, max_size=2).map(tuple)),
)
MEASURED = st.builds(Measurement, value=st.none() | NUMBERS, of=st.none() | NUMBERS, date=st.none() | WORDS)


def test_the_canonical_text_is_sorted_tight_and_exact():
    value = {"b": [True, None, 1], "a": Decimal("12.50"), "é": 'a "quote"\n', "c": Decimal(1000), "d": Decimal("0.00")}
    assert canonical(value) == '{"a":12.5,"b":[true,null,1],"c":1000,"d":0,"é":"a \\"quote\\"\\n"}'


def test_a_binary_fraction_has_no_place_in_a_document():
    with pytest.raises(TypeError, match="float"):
        canonical({"a": 0.1})


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "{", "", "-Infinity"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        read(text)


@given(PLAIN)
def test_what_is_written_reads_back_the_same_and_in_the_same_words(value):
    assert read(canonical(value)) == value
    assert canonical(read(canonical(value))) == canonical(value)


@given(JUDGED)
def test_an_answer_reads_back_the_same(answer):
    assert answer_of(read(canonical(answer_data(answer)))) == answer


@given(MEASURED)
def test_a_measurement_reads_back_the_same(measured):
    assert measurement_of(read(canonical(measurement_data(measured)))) == measured


def test_a_sheet_is_written_as_the_answers_file_that_scoring_reads(catalogue):
    sheet = AnswerSheet(
        framework="small",
        edition="2026",
        as_of="2026-11-14",
        profile={"kind": "school", "pupils": Decimal("12.5"), "boarding": True},
        answers={
            "policy": Answer(level=3, comment="x"),
            "lead": Answer(option="yes"),
            "devices": Answer(value=Decimal(6)),
        },
        aims={"policy": 4},
        aims_for="secure",
        indicators={"pct_read": Measurement(percent=Decimal("88.5"))},
    )
    text = canonical(sheet_data(sheet))
    assert sheet_of(read(text)) == sheet
    assert scoring.read_sheet(read(text), catalogue.latest("small").edition) == sheet
