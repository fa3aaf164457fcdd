"""What authors bring in: checked, tried with some, published to all, withdrawn, and never changed under a review."""

from contextlib import closing
from datetime import timedelta
from functools import partial

import pytest

from assessments import moving, organisations, published, results, reviews
from assessments.access import authoring, system_acts
from assessments.access.authoring import File
from assessments.errors import BadFramework, NotYours, Refused
from assessments.store import acts, open_store
from assessments.store import authoring as statements
from assessments.store.authoring import Arrival
from frameworks.catalogue import Catalogue
from frameworks.errors import UnknownEdition
from tests.assessments.conftest import CONTENT, NEXT_YEAR, NOW, Desk

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
AUTHOR, COLLEAGUE, ELSEWHERE = 20, 21, 22
SMALL = (CONTENT / "definitions" / "small" / "2026.yaml").read_text(encoding="utf-8")
NEXT = (NEXT_YEAR / "definitions" / "small" / "2027.yaml").read_text(encoding="utf-8")
LINEAGE = (NEXT_YEAR / "definitions" / "small" / "2026-to-2027.lineage.yaml").read_text(encoding="utf-8")
OURS = SMALL.replace("id: small", "id: ours", 1).replace("A small check", "Our own check", 1)
KEY = ("ours", "2026")


def file(text, name="ours.yaml"):
    return File(name, text.encode())


@pytest.fixture
def author(installation):
    installation.person(AUTHOR, "Ari Author", duties=["author"])
    return installation.at(AUTHOR)


@pytest.fixture
def other(installation, store, author):
    """Another school, of somebody who has nothing to do with the first."""
    installation.person(ELSEWHERE, "Eli Elsewhere")
    door = store.for_user(ELSEWHERE)
    facts = {"pupils": 120, "boarding": False}
    name = "Tin Kettle Primary School"
    return organisations.add(door, name=name, kind="school", phase="primary", facts=facts, now=NOW), door


@pytest.fixture
def draft(author, catalogue):
    return authoring.upload(author, catalogue, file(OURS), now=NOW)


def of(door, catalogue):
    return published.catalogue(door, catalogue)


def standings(author, catalogue):
    return {line.key: line.standing for line in authoring.every(author, catalogue)}


def begin(door, catalogue, organisation, framework="ours"):
    return reviews.start(door, of(door, catalogue), organisation.id, framework, now=NOW)


def test_without_any_upload_everybody_works_with_the_very_files(door, author, catalogue):
    assert of(door, catalogue) is catalogue
    assert set(standings(author, catalogue).values()) == {"published"}


def test_from_upload_to_withdrawal_a_framework_is_offered_to_whom_it_should(
    store, door, school, other, author, catalogue
):
    elsewhere, their_door = other
    key = authoring.upload(author, catalogue, file(OURS), now=NOW)
    assert key == KEY
    assert standings(author, catalogue)[KEY] == "checked"
    for each in (door, their_door):
        assert "ours" not in {name for name, _ in of(each, catalogue).editions}, "a draft is the authors' alone"
    assert published.catalogue(author, catalogue, is_author=True).get(*KEY).edition.title == "Our own check"
    assert not published.catalogue(author, catalogue, is_author=True).is_offered(KEY)

    found = authoring.try_with(author, catalogue, KEY, " Paper Boat Primary School ", now=NOW)
    assert found.id == school.id
    assert of(door, catalogue).frameworks(school.id) == ("ours", "small", "wide")
    assert of(door, catalogue).frameworks() == ("small", "wide")
    assert KEY not in of(their_door, catalogue).editions, "nobody else sees what is on trial"
    with pytest.raises(Refused):
        begin(their_door, catalogue, elsewhere)
    tried = begin(door, catalogue, school)

    authoring.publish(author, catalogue, KEY, now=NOW)
    assert authoring.every(author, catalogue)[0].tried_by == ()
    theirs = begin(their_door, catalogue, elsewhere)
    desk = Desk(their_door, of(their_door, catalogue), theirs.id).give_all()
    desk.submit()

    authoring.withdraw(author, catalogue, KEY, now=NOW)
    for each in (door, their_door):
        assert "ours" not in of(each, catalogue).frameworks()
        with pytest.raises(UnknownEdition):
            of(each, catalogue).latest("ours")
    another = organisations.add(door, name="Clay Whistle School", kind="school", phase="primary", now=NOW)
    with pytest.raises(Refused, match="There is no such framework here"):
        begin(door, catalogue, another)
    going_on = Desk(door, of(door, catalogue), tried.id).give_all()
    going_on.submit()
    assert results.of(door, of(door, catalogue), tried.id, now=NOW).edition.id == "ours"
    assert results.of(their_door, of(their_door, catalogue), theirs.id, now=NOW).edition.title == "Our own check"

    authoring.take_back(author, KEY, now=NOW)
    assert begin(door, catalogue, another).sha256 == tried.sha256


def test_a_member_of_two_organisations_is_offered_a_trial_in_one_only(door, school, author, draft, catalogue):
    second = organisations.add(door, name="Clay Whistle School", kind="school", phase="primary", now=NOW)
    authoring.try_with(author, catalogue, KEY, school.name, now=NOW)
    with pytest.raises(Refused):
        begin(door, catalogue, second)
    assert begin(door, catalogue, school).framework == "ours"


def test_a_trial_that_ends_leaves_the_review_its_questions(door, school, author, draft, catalogue):
    authoring.try_with(author, catalogue, KEY, school.name, now=NOW)
    review = begin(door, catalogue, school)
    authoring.end_trial(author, KEY, school.id, now=NOW)
    assert standings(author, catalogue)[KEY] == "checked"
    assert of(door, catalogue).frameworks(school.id) == ("small", "wide")
    authoring.upload(author, catalogue, file(OURS.replace("Is there a policy?", "Is there one?")), now=NOW)
    opened = Desk(door, of(door, catalogue), review.id).open()
    assert opened.edition.questions["policy"].text == "Is there a policy?"
    authoring.remove(author, KEY, now=NOW)
    assert KEY not in standings(author, catalogue)
    assert Desk(door, of(door, catalogue), review.id).open().edition.id == "ours"


def test_every_fault_is_told_by_its_line_in_the_authors_own_file_and_nothing_is_kept(author, catalogue):
    wrong = OURS.replace("weight: 2", "weigth: 2", 1).replace("targets: [{level: 4}]", "targets: [{level: 9}]")
    with pytest.raises(BadFramework) as refused:
        authoring.upload(author, catalogue, file(wrong, "draft for Eastmere.yaml"), now=NOW)
    lines = wrong.split("\n")
    expected = [("draft for Eastmere.yaml", 1 + next(i for i, line in enumerate(lines) if word in line))
                for word in ("level: 9", "weigth")]  # fmt: skip
    assert [(fault.path, fault.line) for fault in refused.value.faults] == expected
    assert KEY not in standings(author, catalogue)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: " + b"x" * 1_000_001, "1 MB"),
        ("title: Caf\u00e9".encode("latin-1"), "UTF-8"),
        (b"", ""),
        (b"\x00\x01\x02", ""),
        (b"- &a [*a]", ""),
    ],
)
def test_a_file_that_is_no_framework_is_refused_in_words(author, catalogue, content, said):
    with pytest.raises(BadFramework) as refused:
        authoring.upload(author, catalogue, File("x.yaml", content), now=NOW)
    assert said in " ".join(fault.message for fault in refused.value.faults)


def test_what_a_file_breaks_between_editions_is_told_as_for_a_file_in_a_folder(author, catalogue):
    with pytest.raises(BadFramework, match="1 fault") as refused:
        authoring.upload(author, catalogue, file(NEXT, "next.yaml"), now=NOW)
    (fault,) = refused.value.faults
    assert fault.path == "next.yaml"
    assert "2026-to-2027.lineage.yaml" in fault.message
    changed = SMALL.replace('edition: "2026"', 'edition: "2026.1"').replace("weight: 2", "weight: 3")
    with pytest.raises(BadFramework) as refused:
        authoring.upload(author, catalogue, file(changed), now=NOW)
    assert 'cannot change "weight"' in refused.value.faults[0].message


def test_an_edition_that_would_unsettle_a_published_one_is_refused(author, catalogue, door):
    """An older one with a question more: the newer one, published before, does not say what became of it."""
    later = OURS.replace('edition: "2026"', 'edition: "2027"')
    authoring.publish(author, catalogue, authoring.upload(author, catalogue, file(later), now=NOW), now=NOW)
    older = OURS.replace("- id: lead\n", "- id: leader\n").replace("question: lead,", "question: leader,")
    older = older.replace("short_form: [policy, lead]", "short_form: [policy, leader]")
    with pytest.raises(BadFramework) as refused:
        authoring.upload(author, catalogue, file(older), now=NOW)
    (fault,) = refused.value.faults
    assert fault.path == "uploaded/ours/2027.yaml"
    assert "2026-to-2027.lineage.yaml" in fault.message
    assert of(door, catalogue).latest("ours").edition.edition == "2027"


def test_a_fault_of_the_lineage_is_told_by_its_own_name(author, catalogue):
    wrong = File("what became.yaml", LINEAGE.replace("change: replaced", "change: replased").encode())
    with pytest.raises(BadFramework) as refused:
        authoring.upload(author, catalogue, file(NEXT, "next.yaml"), wrong, now=NOW)
    assert ("what became.yaml", 5) in [(fault.path, fault.line) for fault in refused.value.faults]


def test_a_new_edition_with_its_lineage_is_the_latest_and_drafts_move_to_it(
    door, author, catalogue, next_catalogue, desk
):
    desk.give_all()
    key = authoring.upload(author, catalogue, file(NEXT), file(LINEAGE), now=NOW)
    assert desk.open().newer_edition is None
    authoring.publish(author, catalogue, key, now=NOW)
    now_known = of(door, catalogue)
    assert now_known.latest("small").edition.edition == "2027"
    assert now_known.lineage("small", "2026", "2027") == next_catalogue.lineage("small", "2026", "2027")
    assert reviews.open(door, now_known, desk.review, now=NOW).newer_edition == "2027"
    says = moving.preview(door, now_known, desk.review, now=NOW)
    assert says == moving.preview(door, next_catalogue, desk.review, now=NOW), "just as with the same files in a folder"
    authoring.withdraw(author, catalogue, key, now=NOW)
    assert reviews.open(door, of(door, catalogue), desk.review, now=NOW).newer_edition is None


def test_a_correction_reaches_drafts_once_it_is_published_and_none_after_it_is_withdrawn(
    door, author, catalogue, desk, start
):
    better = SMALL.replace('edition: "2026"', 'edition: "2026.1"').replace("Does somebody lead?", "Who leads?")
    key = authoring.upload(author, catalogue, file(better), now=NOW)
    authoring.publish(author, catalogue, key, now=NOW)
    opened = reviews.open(door, of(door, catalogue), desk.review, now=NOW)
    assert (opened.edition.edition, opened.edition.questions["lead"].text) == ("2026.1", "Who leads?")
    authoring.withdraw(author, catalogue, key, now=NOW)
    later = start(now=NOW + timedelta(days=365), catalogue=of(door, catalogue))
    assert later.open().edition.edition == "2026"
    assert reviews.open(door, of(door, catalogue), desk.review, now=NOW).edition.edition == "2026.1"


def test_a_published_edition_and_one_of_a_folder_are_never_replaced(author, catalogue, draft):
    with pytest.raises(Refused, match=r'"2026\.1" for a correction'):
        authoring.upload(author, catalogue, file(SMALL), now=NOW)
    authoring.publish(author, catalogue, KEY, now=NOW)
    with pytest.raises(Refused, match=r'"2026\.1" for a correction'):
        authoring.upload(author, catalogue, file(OURS + "# more\n"), now=NOW)
    authoring.withdraw(author, catalogue, KEY, now=NOW)
    with pytest.raises(Refused, match="stays as it is"):
        authoring.upload(author, catalogue, file(OURS), now=NOW)


def test_what_organisations_are_trying_is_not_replaced_under_them(author, catalogue, draft, school):
    authoring.try_with(author, catalogue, KEY, school.name, now=NOW)
    with pytest.raises(Refused, match="End the trial first"):
        authoring.upload(author, catalogue, file(OURS), now=NOW)


def test_a_trial_whose_only_organisation_was_erased_is_a_draft_again(store, author, catalogue, draft, school):
    authoring.try_with(author, catalogue, KEY, school.name, now=NOW)
    store.erase_organisation(school.id)
    assert standings(author, catalogue)[KEY] == "checked"
    authoring.upload(author, catalogue, file(OURS + "# more\n"), now=NOW)
    authoring.remove(author, KEY, now=NOW)
    assert KEY not in standings(author, catalogue)


def test_a_folder_that_has_the_edition_by_now_comes_before_what_was_uploaded(door, author, catalogue, draft, tmp_path):
    """As after an update of the program that brings the same edition."""
    (tmp_path / "definitions" / "ours").mkdir(parents=True)
    text = OURS.replace("Our own check", "The shipped check", 1)
    (tmp_path / "definitions" / "ours" / "2026.yaml").write_text(text, encoding="utf-8")
    updated = Catalogue.load(CONTENT, tmp_path)
    assert of(door, updated).latest("ours").edition.title == "The shipped check", "a draft holds nothing back"
    authoring.publish(author, catalogue, KEY, now=NOW)
    assert of(door, updated).latest("ours").edition.title == "The shipped check"
    assert "is there already" in of(door, updated).faults[0].message
    authoring.withdraw(author, updated, KEY, now=NOW)
    assert "ours" not in of(door, updated).frameworks()


def test_a_draft_may_be_replaced(author, catalogue, draft):
    authoring.upload(author, catalogue, file(OURS.replace("Our own check", "Our better check"), "b.yaml"), now=NOW)
    (line,) = [one for one in authoring.every(author, catalogue) if one.key == KEY]
    assert line.edition is not None
    assert line.edition.title == "Our better check"
    assert line.arrival == Arrival("b.yaml", NOW, "Ari Author")


def test_a_draft_that_fits_no_more_is_not_published(author, catalogue, school):
    mine = OURS.replace("days_since_check", "days_since_then")
    theirs = mine.replace("id: ours", "id: theirs", 1).replace("date_of: Date of the last check, ", "")
    authoring.upload(author, catalogue, file(mine, "mine.yaml"), now=NOW)
    authoring.upload(author, catalogue, file(theirs, "theirs.yaml"), now=NOW)
    authoring.publish(author, catalogue, ("theirs", "2026"), now=NOW)
    line = 1 + next(i for i, each in enumerate(mine.split("\n")) if "days_since_then" in each)
    for act in (authoring.publish, partial(authoring.try_with, typed=school.name)):
        with pytest.raises(BadFramework) as refused:
            act(author, catalogue, KEY, now=NOW)
        (fault,) = refused.value.faults
        assert (fault.path, fault.line) == ("mine.yaml", line)
    assert standings(author, catalogue)[KEY] == "checked"


def test_a_shipped_edition_is_withdrawn_and_offered_again(door, author, catalogue, school, desk):
    authoring.withdraw(author, catalogue, ("small", "2026"), now=NOW)
    assert of(door, catalogue).frameworks() == ("wide",)
    assert of(door, catalogue).name_of("small") == "A small check"
    assert desk.open().edition.id == "small"
    assert of(door, catalogue).by_sha256(desk.open().review.sha256).edition.id == "small"
    with pytest.raises(Refused):
        authoring.withdraw(author, catalogue, ("small", "2026"), now=NOW)
    authoring.take_back(author, ("small", "2026"), now=NOW)
    assert of(door, catalogue).frameworks() == ("small", "wide")


@pytest.mark.parametrize(
    "act",
    [
        authoring.every,
        lambda door, files: authoring.upload(door, files, file(OURS), now=NOW),
        lambda door, files: authoring.upload(door, files, File("x", b"nonsense: ["), now=NOW),
        lambda door, files: authoring.try_with(door, files, KEY, "Paper Boat Primary School", now=NOW),
        lambda door, files: authoring.end_trial(door, KEY, 1, now=NOW),
        lambda door, files: authoring.publish(door, files, KEY, now=NOW),
        lambda door, files: authoring.withdraw(door, files, ("small", "2026"), now=NOW),
        lambda door, files: authoring.take_back(door, KEY, now=NOW),
        lambda door, files: authoring.remove(door, KEY, now=NOW),
    ],
)
@pytest.mark.parametrize("who", ["a lead", "an administrator", "nobody"])
def test_only_authors_do_any_of_it(installation, catalogue, school, draft, author, act, who):
    installation.person(COLLEAGUE, "Cam Colleague", duties=["administrator"])
    door = installation.at({"a lead": 1, "an administrator": COLLEAGUE, "nobody": None}[who])
    before = system_acts.every(author)
    with pytest.raises(NotYours):
        act(door, catalogue)
    assert system_acts.every(author) == before


def test_an_organisation_is_named_exactly_or_by_its_number(installation, author, catalogue, draft, school, door):
    with pytest.raises(Refused, match="exactly this name or number"):
        authoring.try_with(author, catalogue, KEY, "paper boat", now=NOW)
    organisations.add(door, name=school.name, kind="school", phase="primary", now=NOW)
    with pytest.raises(Refused, match="Give the organisation's number"):
        authoring.try_with(author, catalogue, KEY, school.name, now=NOW)
    installation.at().write(
        lambda unit: unit.run(
            "UPDATE {organisation} SET reference = 'E100001' WHERE organisation_id = :id", id=school.id
        )
    )
    assert authoring.try_with(author, catalogue, KEY, "E100001", now=NOW).id == school.id
    with pytest.raises(Refused, match="already"):
        authoring.try_with(author, catalogue, KEY, "E100001", now=NOW)


def test_every_act_is_in_the_chain_by_codes_and_the_organisation_reads_of_its_trial(
    door, author, catalogue, school, draft
):
    authoring.try_with(author, catalogue, KEY, school.name, now=NOW)
    authoring.end_trial(author, KEY, school.id, now=NOW)
    authoring.publish(author, catalogue, KEY, now=NOW)
    authoring.withdraw(author, catalogue, KEY, now=NOW)
    authoring.take_back(author, KEY, now=NOW)
    told = [act for act in system_acts.every(author) if act.about.get("framework") == "ours"]
    assert [act.act for act in told] == [
        "edition uploaded", "trial begun", "trial ended", "edition published", "edition withdrawn",
        "edition offered again",
    ]  # fmt: skip
    assert {act.by and act.by.id for act in told} == {AUTHOR}
    assert dict(told[1].about) == {"framework": "ours", "edition": "2026", "organisation": school.id}
    assert system_acts.broken_at(author) is None
    own = door.read(lambda rows: acts.every(rows, school.id))
    assert (own[-1].act, dict(own[-1].about)) == (
        "framework offered on trial", {"framework": "ours", "edition": "2026"}
    )  # fmt: skip


def test_what_one_process_publishes_another_offers_on_its_next_page(request, store, author, catalogue, draft, tmp_path):
    address = tmp_path / "stocktake.db" if "SQLite" in request.node.name else store._place.address
    with closing(open_store(address)) as second:
        door = second.for_user(1)
        assert "ours" not in of(door, catalogue).frameworks()
        authoring.publish(author, catalogue, KEY, now=NOW)
        assert "ours" in of(door, catalogue).frameworks()
        authoring.withdraw(author, catalogue, KEY, now=NOW)
        assert "ours" not in of(door, catalogue).frameworks()


def test_two_authors_at_once_do_not_publish_what_the_other_just_changed(installation, author, catalogue, draft):
    def meanwhile(unit):
        statements.stand(unit, KEY, "checked", NOW)
        unit.run("UPDATE {uploaded_edition} SET uploaded_at = uploaded_at + 1")

    class Slow:
        """A reception where another author is quicker between looking and doing."""

        person_id = AUTHOR

        def read(self, work):
            found = author.read(work)
            installation.at(AUTHOR).write(meanwhile)
            return found

        def write(self, work, *, key=None):
            return author.write(work, key=key)

    with pytest.raises(Refused, match="Another author"):
        authoring.publish(Slow(), catalogue, KEY, now=NOW)
    assert standings(author, catalogue)[KEY] == "checked"
