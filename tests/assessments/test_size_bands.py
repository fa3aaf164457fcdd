"""A submission keeps the size band of its day: other bands later change nothing of it, and the doctor knows them."""

from dataclasses import replace
from datetime import timedelta

from assessments import doctor, exchange, submitting
from assessments.doctor.walking import records
from assessments.plain import read
from assessments.store.contents import contents
from frameworks.size_bands import SizeBands, Sizes
from tests.assessments.conftest import NOW
from tests.signing import KEY, OURS

WIDE = SizeBands.model_validate({"kinds": ("school",), "fact": "pupils", "from": (0, 1000)})


def bands_of(file):
    with contents(file) as found:
        return {(row.number, row.size_band) for row in records(found, "score")}


def test_a_submission_keeps_the_band_it_was_made_in_when_the_bands_change(desk, catalogue, door, elsewhere, tmp_path):
    file = tmp_path / "stocktake.db"
    desk.give_all()
    desk.submit()
    assert bands_of(file) == {(1, 1)}, "240 pupils are in the second band, from 101 to 250"
    others = replace(catalogue, operating=replace(catalogue.operating, sizes=Sizes({"school": WIDE})))
    submitting.reopen(door, desk.review, "One answer was wrong", now=NOW + timedelta(hours=1))
    assert bands_of(file) == {(1, 1)}
    again = replace(desk.later(hours=2), catalogue=others).submit()
    assert read(again.content)["size_band"] == {"fact": "pupils", "from": [0, 1000], "band": 0}
    assert bands_of(file) == {(2, 0)}
    assert list(doctor.examine(file)) == []
    document = exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW + timedelta(hours=3))
    exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW + timedelta(hours=3))
    assert bands_of(tmp_path / "elsewhere.db") == {(2, 0)}
    assert list(doctor.examine(tmp_path / "elsewhere.db")) == []
