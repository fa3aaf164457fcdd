"""Awkward files as people really have them: each read, or refused with every fault and what to do."""

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assessments.roster import columns
from assessments.roster.reading import Entry, Named, pasted, read, with_regions
from assessments.roster.rows import LARGEST, MOST_ROWS
from frameworks.operating_files import Operating
from frameworks.regions import Region

PLAIN = "name,number,kind,phase\nPaper Boat,100001,school,primary\nHarbour Help,,charity,\n"
BOAT = Entry(2, "Paper Boat", "school", "primary", facts={}, reference="100001")
HELP = Entry(3, "Harbour Help", "charity", None, facts={})


def entries(content):
    found = read(content if isinstance(content, bytes) else content.encode())
    assert found.faults == ()
    return found.entries


def faults(content):
    found = read(content if isinstance(content, bytes) else content.encode())
    assert found.entries == () or found.faults
    return found.faults


def workbook(*rows, more=()):
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for title, cells in more:
        book.create_sheet(title).append(cells)
    book.save(made)
    return made.getvalue()


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_line_end_reads_the_same(encoding, separator, end):
    text = PLAIN.replace("Paper Boat", "Café “Zoë”’s – £1").replace(",", separator).replace("\n", end)
    boat, harbour = entries(text.encode(encoding))
    assert (boat.name, boat.row, harbour) == ("Café “Zoë”’s – £1", 2, HELP)


def test_utf_16_with_the_mark_of_big_endian_is_read():
    assert entries(b"\xfe\xff" + PLAIN.encode("utf-16-be")) == (BOAT, HELP)


SAME = (
    "\n\n" + PLAIN.replace("\n", "\n ,, ,\n"),
    ("  Name , NUMBER,Kind ,PHASE\u00a0\n\t Paper  Boat\u00a0,\u200b100001 , School,  Primary\n"
    "Harbour Help,-,Charity,n/a\n"),
    'name,number,kind,phase\n"Paper Boat","100001","school","primary"\n"Harbour\nHelp","",charity,\n',
    ("sep=;\r\nName;URN;Type;Phase of education\r\nPaper Boat;100001.0;Community school;Primary\r\n"
    "Harbour Help;;charity;"),
    ("Schools of Eastmere\nprinted 1 May\nname,number,kind,phase\nPaper Boat,100001,school,primary\n"
    "Harbour Help,,charity,"),
    ("EstablishmentName,URN,TypeOfEstablishment (name),PhaseOfEducation (name)\n"
    "Paper Boat,100001,Academy converter,Primary\nHarbour Help,,Voluntary organisation,Not applicable\n"),
)  # fmt: skip


@pytest.mark.parametrize("text", SAME, ids=["gaps", "spaces", "quotes", "sep", "title", "register"])
def test_the_same_two_organisations_are_read_out_of_each(text):
    def told(found):
        return [(each.name, each.reference, each.kind, each.phase) for each in found]

    assert told(entries(text)) == told((BOAT, HELP))


def test_the_row_is_that_of_the_file_also_after_empty_lines_and_lines_in_quotes():
    found = read(b'\r\nname,kind\r\n"A\r\nB",ship\r\n\r\nC,charity\r\nD,boat\r\n')
    assert [fault.split(":")[0] for fault in found.faults] == ["Row 3", "Row 7"]
    assert [each.row for each in found.entries] == [6]


def test_excel_gives_values_days_and_whole_numbers():
    found = entries(
        workbook(
            ["Name", "Number", "Phase", "Pupils", "Opened", "Closed", "Trust", "Trust code"],
            ["Paper Boat", 100001.0, "primary", 240.0, datetime(2019, 9, 1), date(2026, 8, 31), "Oak", 7],  # noqa: DTZ001
            [],
            ["Tin Whistle", "00042", "secondary", "1,204", "1 September 2019", None, None, None],
        )
    )
    assert found == (
        Entry(2, "Paper Boat", "school", "primary", facts={"pupils": 240}, reference="100001",
              networks=(Named("trust", "Oak", "7"),), opened_on=date(2019, 9, 1), closed_on=date(2026, 8, 31)),
        Entry(4, "Tin Whistle", "school", "secondary", facts={"pupils": 1204}, reference="00042",
              opened_on=date(2019, 9, 1)),
    )  # fmt: skip


def formula(cached):
    """A file whose one number is a formula, with the value that Excel last showed for it."""
    plain, made = workbook(["Name", "Number", "Phase"], ["Paper Boat", "=100000+1", "primary"]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v />", cached).replace(b"<v></v>", cached))
    return made.getvalue()


def test_a_formula_is_read_as_what_it_showed():
    (boat,) = entries(formula(b"<v>100001</v>"))
    assert boat.reference == "100001"


def test_a_row_far_below_the_others_is_read_too():
    book, made = Workbook(), io.BytesIO()
    for row, name in ((1, "name"), (2, "A"), (90_000, "B")):
        book.active.cell(row, 1, name)
        book.active.cell(row, 2, "kind" if row == 1 else "charity")
    book.save(made)
    assert [(each.row, each.name) for each in entries(made.getvalue())] == [(2, "A"), (90_000, "B")]


def test_further_sheets_are_said_to_be_left_out():
    found = read(workbook(["name", "kind"], ["A", "charity"], more=[("Old", ["x"]), ("Empty", [])]))
    assert found.notes == ("Only the first sheet was read, and not: Old.",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This file is empty."),
        (b" \r\n\t", "This file is empty."),
        (b"a" * (LARGEST + 1), "larger than 20 MB"),
        (b"name,kind\n\x81\x8d,charity\n", "The letters of this file cannot be read."),
        (b"%PDF-1.7\n\x00\x01", "The letters of this file cannot be read."),
        (b"\xd0\xcf\x11\xe0old", "an old Excel file (.xls)"),
        (b"PK\x03\x04broken", "not a whole Excel file"),
        (workbook(["name", "kind"], ["A", "charity"])[:-9], "not a whole Excel file"),
        (b'name,kind\n"A,charity\nB,charity\n', 'Line 2: a quotation mark (")'),
        (b"name,kind\n", "There is no row below the headings."),
        (b"Fog School\nMist School\n", "There is no row of headings."),
        (b"name,kind\n" + b"A,charity\n" * (MOST_ROWS + 1), "more than 50,000 rows"),
        (workbook([None]), "There is nothing in it."),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_no_list_is_refused_with_the_remedy(content, told):
    (fault,) = faults(content)
    assert told in fault
    assert fault.endswith((".", "phase."))


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr("xl/workbook.xml", "<workbook/>")
        new.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return made.getvalue()


def test_a_file_that_would_unpack_to_far_more_is_refused():
    assert "unpack to far more" in faults(bomb())[0]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",1,school,primary,", "Give the organisation a name."),
        ("A,1,ship,,", "“ship” is no kind of organisation we know. Write one of: "),
        ("A,1,school,,", "The school’s phase is missing. Write one of: "),
        ("A,1,school,primry,", "“primry” is no phase we know."),
        ("A,1.00001E+05,school,primary,", "A spreadsheet shortened the number to 1.00001E+05."),
        ("A,#REF!,school,primary,", "A cell holds #REF!, which is an error of the spreadsheet."),
        ("A,1,school,primary,many", "“many” is not a number of pupils."),
        ("A,1,school,primary,-3", "“-3” is not a number of pupils."),
        ("A,1,school,primary,3,extra", "There are more cells than headings."),
        (f"{'A' * 201},1,school,primary,", "The name is 201 characters long."),
        ("A\x07,1,school,primary,", "The name holds a character that cannot be shown."),
        (f"A,{'1' * 41},school,primary,", "The number is 41 characters long."),
    ],
)
def test_each_fault_of_a_row_says_its_number_and_what_to_do(row, told):
    (fault,) = faults(f"name,number,kind,phase,pupils\n{row}\n")
    assert fault.startswith("Row 2: ")
    assert told in fault


def test_all_faults_are_told_at_once():
    found = faults("name,number,kind,phase,from,to\n,1,ship,,31/2/2026,soon\nB,2,school,primary,2/5/2026,1/5/2026\n")
    assert [fault.split(".")[0] for fault in found] == [
        "Row 2: “ship” is no kind of organisation we know",
        "Row 2: Give the organisation a name",
        "Row 2: “31/2/2026” is not a date",
        "Row 2: “soon” is not a date",
        "Row 3: The last day it belonged to the network is before the first",
    ]


DAYS = ("1/9/2026", "01.09.2026", "1-9-2026", "2026-09-01", "1 Sep 2026", "1st September 2026", "2026-09-01 00:00:00",
        "01/09/2026 00:00")  # fmt: skip


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read_as_people_here_write_it(written):
    (found,) = entries(f"name,kind,from\nA,charity,{written}\n")
    assert found.since == date(2026, 9, 1)


def test_a_heading_that_was_probably_meant_is_asked_about_and_others_are_left_out():
    found = read(b"name,kind,refrence number,Telephone,Head\nA,charity,1,2,3\n")
    assert found.faults == (
        "Row 1: the column “refrence number” is not known. Did you mean “reference number”? Rename it, or delete it.",
    )
    assert found.notes == ("These columns are not used: Telephone, Head.",)


def test_two_columns_of_one_thing_are_a_fault_and_so_is_no_column_of_names():
    assert "“URN” and “Number” both say the reference" in faults("Name,URN,Number,Kind\nA,1,2,charity\n")[0]
    assert "there is no column of names" in faults("URN,Kind\n1,charity\n")[0]


def test_one_organisation_on_two_rows_is_in_both_networks_and_anything_else_twice_is_a_fault():
    head = "name,number,kind,phase,network\n"
    (found,) = entries(f"{head}Kite,1,school,primary,East\nkite,1,school,primary,West\n")
    assert [named.name for named in found.networks] == ["East", "West"]
    assert "the number 1 is that of Kite on row 2 too" in faults(f"{head}Kite,1,charity,,\nFog,1,charity,,\n")[0]
    assert "the same organisation as on row 2" in faults(f"{head}Kite,,charity,,\nKITE,,charity,,\n")[0]


def test_pasted_lines_need_no_headings():
    found = pasted("Paper Boat; school; primary; 100001\nFog, and Co;charity\n\nTall;School;ALL-THROUGH;007")
    assert [(each.row, each.name, each.kind, each.phase, each.reference) for each in found.entries] == [
        (1, "Paper Boat", "school", "primary", "100001"),
        (2, "Fog, and Co", "charity", None, None),
        (4, "Tall", "school", "all_through", "007"),
    ]


REGIONS = Operating(regions={"south-west": Region(id="south-west", title="South West")})


def test_a_region_is_called_as_the_operator_calls_it():
    found = with_regions(read(b"name,kind,region\nA,charity,south west\nB,charity,\n"), REGIONS)
    assert [each.region for each in found.entries] == ["South West", None]
    assert found.notes == ()


def test_a_region_that_nobody_named_is_taken_as_it_is_and_said_with_its_rows():
    table = b"name,kind,region\nA,charity,Sowth West\nB,charity,SOUTH-WEST\nC,charity,Sowth West\nD,charity,Fog\n"
    found = with_regions(read(table), REGIONS)
    assert [each.region for each in found.entries] == ["Sowth West", "South West", "Sowth West", "Fog"]
    assert not found.faults
    assert [note[: note.index(".")] for note in found.notes] == [
        "Rows 2, 4: there is no region called “Sowth West”", "Row 5: there is no region called “Fog”"
    ]  # fmt: skip
    assert with_regions(read(table), Operating()).notes == (), "without a list of regions no name is strange"


def test_a_line_out_of_a_spreadsheet_has_tabs():
    (found,) = pasted("Fog; and Co School\tschool\tall-through\t7").entries
    assert (found.name, found.phase, found.reference) == ("Fog; and Co School", "all_through", "7")


def test_every_heading_is_what_it_is_in_plain_words():
    assert {columns.plain(word) for word in columns.COLUMNS} <= {*columns.COLUMNS}
    assert all(columns.column(word) == column for word, column in columns.COLUMNS.items())


LETTERS = st.sampled_from("ABCdef é’“”–ßœ £,;|\t\"'&-()01")
NAMES = st.text(LETTERS, min_size=1, max_size=20).map(lambda text: f"N{text}x")
NUMBERS = st.none() | st.from_regex(r"\A[A-Z0-9]{1,9}\Z").filter(
    lambda text: text.casefold() not in {"na", "none", "null"}
)
ROWS = st.lists(st.tuples(NAMES, NUMBERS, st.none() | st.integers(0, 9999), st.none() | st.dates(date(1900, 1, 1))),
                min_size=1, max_size=6)  # fmt: skip


@settings(max_examples=60)
@given(ROWS, st.sampled_from(ENCODINGS), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_what_is_exported_comes_back_equal(rows, encoding, separator, end, quoted):
    told = io.StringIO(newline="")
    quoting: Any = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    sheet = csv.writer(told, delimiter=separator, lineterminator=end, quoting=quoting)
    sheet.writerow(["name", "number", "kind", "staff", "opened"])
    kept = {}
    for place, (name, number, staff, opened) in enumerate(rows):
        tidied = " ".join(f"{name}{place}".split())
        kept[place] = (tidied, f"{number}{place}" if number else None, staff, opened)
        sheet.writerow(
            [f"{name}{place}", kept[place][1] or "", "charity", "" if staff is None else staff, opened or ""]
        )
    content = told.getvalue().encode(encoding)
    if encoding == "cp1252":
        content = content if not _is_utf_8(content) else told.getvalue().encode("utf-8")
    found = entries(content)
    assert [(each.name, each.reference, (each.facts or {}).get("staff"), each.opened_on) for each in found] == list(
        kept.values()
    )


def _is_utf_8(content):
    """Whether bytes of cp1252 could as well be UTF-8: then nobody can tell, and what most files are is taken."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@settings(max_examples=100)
@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(str.encode)
    | st.binary(max_size=90).map(lambda b: b"PK\x03\x04" + b)
)
def test_no_file_ends_in_anything_but_a_sentence(content):
    found = read(content)
    assert found.entries or found.faults
    assert all(fault.endswith(".") for fault in found.faults)
