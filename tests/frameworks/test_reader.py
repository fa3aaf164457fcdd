"""The reader takes plain values only, knows every line, and never fails but with faults."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from frameworks import reader
from frameworks.errors import Fault, FaultyFile
from frameworks.reader import MAX_BYTES, read, scan


def plain(text: bytes) -> Any:
    return read(text, "file.yaml").data


def found_in(data: bytes) -> tuple[Fault, ...]:
    try:
        scan(data, "file.yaml")
    except FaultyFile as faulty:
        assert faulty.faults  # noqa: PT017 - that it is raised at all is not sure
        return faulty.faults
    return ()


def messages(data: bytes) -> list[str]:
    with pytest.raises(FaultyFile) as faulty:
        read(data, "file.yaml")
    return [str(fault) for fault in faulty.value.faults]


@pytest.fixture(params=["libyaml", "python"])
def each_parser(request, monkeypatch):
    if request.param == "python":
        monkeypatch.setattr(reader, "_LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("this machine has no libyaml")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True), ("false", False), ("yes", "yes"), ("no", "no"), ("on", "on"), ("True", "True"), ("NO", "NO"),
        ("1", 1), ("-7", -7), ("0", 0), ("007", "007"), ("+1", "+1"), ("1_000", "1_000"), ("0x1f", "0x1f"),
        ("1.10", Decimal("1.10")), ("-0.5", Decimal("-0.5")), (".5", ".5"), ("1.", "1."), ("1e3", "1e3"),
        (".inf", ".inf"), (".nan", ".nan"), ("NaN", "NaN"), ("Infinity", "Infinity"), ("12:30", "12:30"),
        ("2026-09-01", "2026-09-01"), ('"1"', "1"), ("'true'", "true"), ('""', ""),
    ],
)  # fmt: skip
def test_a_value_is_what_a_reader_would_take_it_for(written, meant, each_parser):
    found = plain(f"key: {written}\n".encode())["key"]
    assert (found, type(found)) == (meant, type(meant))


def test_a_decimal_keeps_its_digits():
    assert str(plain(b"key: 1.10")["key"]) == "1.10"


def test_lists_come_as_tuples_and_keys_may_be_whole_numbers(each_parser):
    assert plain(b"levels: {1: a, 2: b}\nlist: [x, [y]]\n") == {"levels": {1: "a", 2: "b"}, "list": ("x", ("y",))}


def test_every_key_and_item_has_its_line(each_parser):
    document = read(b"a: 1\nb:\n  - x\n  - c: 2\n    d:\n      long: true\n", "file.yaml")
    assert document.marks == {
        ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 1, "c"): 4, ("b", 1, "d"): 5, ("b", 1, "d", "long"): 6,
    }  # fmt: skip
    assert document.line(("b", 1, "d", "missing")) == 5


def test_windows_line_ends_and_a_byte_order_mark_are_fine(each_parser):
    assert read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "file.yaml").marks == {("a",): 1, ("b",): 2}


def test_all_faults_of_a_file_come_at_once_in_the_order_of_lines():
    assert messages(b"a: &x 1\nb: !!int 2\nc:\na: 3\n") == [
        "file.yaml:1: a: an anchor (&x) is not allowed; take it out",
        "file.yaml:2: b: a tag (tag:yaml.org,2002:int) is not allowed; take it out",
        'file.yaml:3: c: "c" has no value; give it one or take the line out',
        'file.yaml:4: a: "a" is written twice, first on line 1; keep one of the two',
    ]


@pytest.mark.parametrize("written", ["~", "null", "Null", "NULL", ""])
def test_nothing_is_not_a_value(written, each_parser):
    assert messages(f"key: {written}\n".encode()) == [
        'file.yaml:1: key: "key" has no value; give it one or take the line out'
    ]


def test_python_objects_are_not_made(each_parser):
    assert (
        "a tag (tag:yaml.org,2002:python/object/apply:os.system) is not allowed; take it out"
        in messages(b"key: !!python/object/apply:os.system [echo]\n")[0]
    )


def test_a_file_may_be_one_megabyte_and_no_more():
    head = b"key: "
    assert len(plain(head + b"x" * (MAX_BYTES - len(head)))["key"]) == MAX_BYTES - len(head)
    assert messages(head + b"x" * (MAX_BYTES - len(head) + 1)) == [
        "file.yaml:1: the file is larger than 1 MB; split it into several frameworks"
    ]


def test_a_file_may_be_twenty_deep_and_no_more(each_parser):
    assert read(b"[" * 20 + b"x" + b"]" * 20, "file.yaml").data
    assert messages(b"[" * 21 + b"x" + b"]" * 21) == ["file.yaml:1: nested more than 20 deep; make it flatter"]


def test_a_hundred_thousand_brackets_are_refused_without_harm(each_parser):
    assert messages(b"[" * 100_000) == ["file.yaml:1: nested more than 20 deep; make it flatter"]


def test_a_file_may_hold_fifty_thousand_values_and_no_more():
    assert len(plain(b"- x\n" * 49_999)) == 49_999
    assert messages(b"- x\n" * 50_000) == [
        "file.yaml:50000: the file has more than 50,000 values; split it into several frameworks"
    ]


def test_what_is_not_utf_8_is_refused_with_its_line():
    assert messages(b"a: 1\nb: caf\xe9\n") == ["file.yaml:2: the file is not UTF-8 text; save it as UTF-8"]


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u2066", "\x07", "\x85", "\u2028", "\ue000", "\u00ad"])
def test_a_character_that_cannot_be_seen_is_refused_with_its_line(character):
    assert messages(f"a: 1\nb: te{character}xt\n".encode()) == [
        f"file.yaml:2: hidden or control character U+{ord(character):04X}; delete it"
    ]


@pytest.mark.parametrize("file", ["", "# only a remark\n"])
def test_an_empty_file_is_a_fault(file, each_parser):
    assert messages(file.encode()) == ["file.yaml:1: the file is empty; write a framework in it"]


@pytest.mark.parametrize("file", ["? [a]\n: b", "~: a", "true: a", "!!str a: b", "&x a: b", "{a: 1}: b"])
def test_a_key_is_text_or_a_whole_number(file, each_parser):
    [message] = messages(file.encode())
    assert "key" in message


@pytest.mark.parametrize(
    "file", ['a: "\\ud800"', 'a: "\\UFFFFFFFF"', "%YAML 9" + "9" * 5000 + "\n---\na: 1", "%TAG ! x\n--- a"]
)
def test_what_the_parsers_themselves_stumble_over_is_a_fault(file, each_parser):
    assert messages(file.encode())


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    found_in(data)


YAML_LIKE = st.lists(
    st.sampled_from([*"abc:-?[]{},#&*!|>%@`\"'\\ \n\t~1", "- ", ": ", "\n  ", "<<", "null", "\\u202e", "---\n", "..."])
)


@given(YAML_LIKE.map("".join))
def test_any_text_that_looks_like_yaml_is_read_or_refused(text):
    assert all(fault.line >= 1 and "; " in fault.message for fault in found_in(text.encode()))


@given(YAML_LIKE.map("".join))
def test_both_parsers_read_the_same(text):
    def outcome(loader):
        kept, reader._LOADER = reader._LOADER, loader
        try:
            document = scan(text.encode(), "file.yaml")
        except FaultyFile:
            return None
        finally:
            reader._LOADER = kept
        return document

    fast, plain_python = outcome(getattr(yaml, "CSafeLoader", yaml.SafeLoader)), outcome(yaml.SafeLoader)
    if fast and plain_python and not fast.faults:  # the two differ in a few dark corners of what they refuse
        assert fast == plain_python
