"""Convert the prepared content once into framework, reference and crosswalk files, and verify that no word was lost.

    python3 tools/convert_content.py CONTENT_FOLDER frameworks          write the files
    python3 tools/convert_content.py CONTENT_FOLDER frameworks --verify read them back and compare with the content

The files it writes are maintained by hand afterwards; this script is kept in the history only.
"""

# ruff: noqa
# mypy: ignore-errors

import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from content_decisions import (
    AT_RISK,
    BEARINGS,
    CONSISTENCY,
    CORE,
    COUNTS_DOWN,
    DATES,
    DUTY,
    DUTY_BY_KIND,
    EDITION,
    EQUAL_LEVELS,
    ITEM3,
    MAXIMUM,
    PARTS,
    POLICIES,
    PROFILE,
    REFERENCES,
    ROLE_TITLES,
    ROLES,
    SHORT_FORM,
    STEPS,
    THEMES,
)

FRAMEWORKS = ["governance", "esafety", "cpd", "infrastructure", "io_health_check"]
OWNERS = {"gov": "governance", "esafe": "esafety", "cpd": "cpd", "infra": "infrastructure", "io": "io_health_check"}
EFFORT = {"s": "small", "m": "medium", "l": "large"}
PHASES = {"nursery": "early_years", "alternative_provision": "pupil_referral_unit"}
WIDTH = 130
REPLACED = {"Questions marked critical relate": "Questions marked must-have relate"}
BLOCK_KEYS = {
    "levels",
    "glossary",
    "items",
    "next_steps",
    "scoring",
    "scale",
    "duty_by_kind",
    "thresholds_by_phase",
    "thresholds_by_kind",
}

HEAD = """\
# yaml-language-server: $schema=../../schema.json
#
# {title}, edition {edition}.
#
# What is OURS in this file (decided when the content was brought into this format; everything else is the content):
# - effort of next steps, read one by one: small = one person, under a day, no money; large = new money or more than a
#   term; otherwise medium, which is not written.
# - evidence: needed_from 3 for must-haves and 4 for the others; it lasts 12 months, and 24 where the question asks for
#   a policy, unless the question itself asks for a new approval or agreement every year.
# - ask: who usually can answer, one or two roles for each question.
# - duty and duty_by_kind: statutory only for schools and colleges and only where the source lays the duty itself on
#   them; for the law on personal data, everyone. Standards of the Department for Education, Cyber Essentials and
#   guidance by a regulator are expected. All else is good practice, which is not written. Trusts count as expected.
# - indicators: of, per and date_of (labels for typing two parts or a date), minimum, maximum and whole.
{profile}# - consistency: pairs of answers that can hardly both be true, as a question back to the head, never blocking.
# - short_form: every must-have, and the questions with most to gain, at least eight for each kind it suits.
# - awards: started (submitted), secure (every must-have at its minimum), mark (every question at its target, which
#   corresponds to the old ICT Mark threshold); their texts and how long they hold.
# - scoring: an unanswered question counts as lowest, all must be answered to submit, evidence is shown beside the
#   score, and no award where more than three tenths of the weight is not applicable.
"""

AWARDS = [
    {
        "id": "started",
        "title": "Started",
        "text": "You have answered every question that applies to you and submitted the review.",
        "valid_months": 12,
        "decided_by": "self",
        "requires": [],
    },
    {
        "id": "secure",
        "title": "Secure",
        "text": "Every must-have has reached its minimum level.",
        "valid_months": 24,
        "decided_by": "self",
        "requires": [{"every_question": {"at_least": "minimum", "where": {"must_have": True}}}],
    },
    {
        "id": "mark",
        "title": "Good-practice mark",
        "text": "Every question has reached the good-practice level, and an adviser has looked at your evidence.",
        "valid_months": 36,
        "decided_by": "adviser",
        "requires": [{"every_question": {"at_least": "target"}}],
    },
]


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


# Writing YAML that is pleasant to edit.


def scalar(value: object, *, flow: bool = False) -> str:
    """One value on one line, quoted only where it must be."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    text = str(value)
    try:
        plain = yaml.safe_load(f"[{text}]") == [text] if flow else yaml.safe_load(f"- {text}") == [text]
    except yaml.YAMLError:
        plain = False
    if (
        plain
        and text not in {"yes", "no", "on", "off"}
        and not set(text) <= set("0123456789-.")
        and not (flow and any(sign in text for sign in ",[]{}"))
    ):
        return text
    return "'" + text.replace("'", "''") + "'" if '"' in text else '"' + text.replace("\\", "\\\\") + '"'


def flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value, flow=True)


def block(value: object, indent: int, *, key: str = "", lead: int = 0) -> list[str]:
    """The lines of a value that stands after `key:` or `-`; the first line follows on the same line when it fits.

    `lead` is the width of what already stands on the line.
    """
    pad = " " * indent
    if not isinstance(value, Mapping | list):
        text = scalar(value)
        if lead + 1 + len(text) <= WIDTH:
            return [" " + text]
        return [" >-", *(pad + line for line in wrap(str(value), indent))]
    if key not in BLOCK_KEYS or (isinstance(value, Mapping) and all(isinstance(item, int) for item in value.values())):
        line = flow(value)
        if lead + 1 + len(line) <= WIDTH and (
            not isinstance(value, list) or not any(isinstance(item, str) and " " in item for item in value)
        ):
            return [" " + line]
    if isinstance(value, list):
        if all(isinstance(item, str) and " " not in item for item in value):
            return [" [", *wrapped_ids(value, indent), " " * (indent - 2) + "]"]
        return ["", *sequence(value, indent)]
    return ["", *mapping(value, indent)]


def wrapped_ids(ids: list[str], indent: int) -> list[str]:
    words = textwrap.wrap(", ".join(ids) + ",", WIDTH - indent - 10, break_long_words=False, break_on_hyphens=False)
    return [" " * indent + line for line in words]


def wrap(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH - 8 - indent, break_long_words=False, break_on_hyphens=False)


def mapping(value: Mapping[Any, Any], indent: int) -> list[str]:
    lines = []
    pad = " " * indent
    for key, item in value.items():
        name = f"{pad}{scalar(key)}:"
        first, *rest = block(item, indent + 2, key=str(key), lead=len(name))
        lines += [name + first, *rest]
    return lines


def sequence(value: list[Any], indent: int) -> list[str]:
    lines = []
    pad = " " * indent
    for item in value:
        if isinstance(item, Mapping) and (
            indent + 2 + len(flow(item)) > WIDTH
            or "questions" in item
            or "strands" in item
            or "text" in item
            or "label" in item
            and "direction" in item
        ):
            first, *rest = mapping(item, indent + 2)
            lines += [f"{pad}- {first.strip()}", *rest]
        else:
            first, *rest = block(item, indent + 2, lead=indent + 1)
            lines += [f"{pad}-{first}", *rest]
    return lines


def document(head: str, value: Mapping[str, Any], spaced: set[str]) -> str:
    """The whole file: a blank line before the large parts, and before every question."""
    lines = [head]
    for key, item in value.items():
        if key in spaced:
            lines.append("")
        lines += mapping({key: item}, 0)
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return text.replace("\n          - id: ", "\n\n          - id: ").replace("questions:\n\n", "questions:\n")


# The conversion.


def reworded(text: str) -> str:
    for old, new in REPLACED.items():
        text = text.replace(old, new)
    return text


def thresholds(indicator: Mapping[str, Any]) -> dict[str, Any]:
    by_phase = dict(indicator.get("thresholds_by_phase", {}))
    by_kind = dict(indicator.get("thresholds_by_type", {}))
    if "college" in by_phase:
        by_kind = {"college": by_phase.pop("college"), **by_kind}
    found = {
        "thresholds": indicator.get("thresholds"),
        "thresholds_by_phase": {PHASES.get(key, key): item for key, item in by_phase.items()},
        "thresholds_by_kind": by_kind,
    }
    return {key: item for key, item in found.items() if item}


def indicator(framework: str, given: Mapping[str, Any]) -> dict[str, Any]:
    unit, name = given["unit"], given["id"]
    new = {key: given[key] for key in ("id", "label", "unit", "direction")} | thresholds(given)
    if unit in {"percent", "ratio"} and PARTS[name]:
        new["of"], new["per"] = PARTS[name]
    if "_since_" in name:
        date_of = DATES[name]
        new["date_of"] = date_of if isinstance(date_of, str) else date_of[framework]
    new["basis"] = given["basis"]
    if "basis_note" in given:
        new["basis_note"] = given["basis_note"]
    new["minimum"] = 0
    if unit == "percent" or name in MAXIMUM:
        new["maximum"] = MAXIMUM.get(name, 100)
    if unit == "count" or "_since_" in name:
        new["whole"] = True
    return new


def applies_to(given: Mapping[str, Any], suits: list[str]) -> dict[str, Any]:
    kinds = given["organisation_types"]
    found: dict[str, Any] = {} if set(kinds) == set(suits) else {"kinds": kinds}
    if "condition_for_charities" in given:
        schools = [kind for kind in ("school", "college", "trust") if kind in kinds]
        works = {"profile": AT_RISK, "is": True}
        found["when"] = {"any": [{"profile": "kind", "in": schools}, works]} if schools else works
    return found


def next_steps(name: str, steps: Mapping[int, str]) -> dict[int, Any]:
    efforts = STEPS[name][0]
    return {
        level: text if efforts[level - 1] == "m" else {"effort": EFFORT[efforts[level - 1]], "text": text}
        for level, text in steps.items()
    }


def duty(name: str) -> dict[str, Any]:
    if name in DUTY:
        is_, source = DUTY[name]
        return {"duty": {"is": is_, "source": source}}
    if name in DUTY_BY_KIND:
        return {
            "duty_by_kind": {kind: {"is": is_, "source": source} for kind, (is_, source) in DUTY_BY_KIND[name].items()}
        }
    return {}


def question(framework: str, given: Mapping[str, Any], suits: list[str]) -> dict[str, Any]:
    name = given["id"]
    new: dict[str, Any] = {"id": name, "text": given["text"], "why": given["why"]}
    if scope := applies_to(given["applies_to"], suits):
        new["applies_to"] = scope
    new["weight"] = given["weight"]
    if given["critical"]:
        new["minimum_level"] = given["minimum_level"]
    new |= duty(name)
    new["ask"] = STEPS[name][1].split()
    if given["applies_to"].get("not_applicable_allowed"):
        new["not_applicable"] = "with_reason"
    new["themes"] = given["themes"] + [ITEM3[code] for code in given.get("item3_themes", [])]
    new["references"] = given["crosswalk"]
    new["sources"] = given["sources"]
    new["levels"] = given["levels"]
    new["evidence"] = {
        "examples": given["evidence"],
        "needed_from": 3 if given["critical"] else 4,
        "lasts_months": 24 if name in POLICIES else 12,
    }
    new["next_steps"] = next_steps(name, given["next_steps"])
    if given["indicators"]:
        new["indicators"] = [indicator(framework, each) for each in given["indicators"]]
    if given.get("context"):
        new["context"] = given["context"]
    return new


def targets(scale: Mapping[str, Any]) -> list[dict[str, Any]]:
    usual = {"level": scale["benchmark_level"], "note": scale["benchmark_note"]}
    if "small_org_benchmark_level" not in scale:
        return [usual]
    small = {
        "when": {"profile": "staff", "at_most": 4},
        "level": scale["small_org_benchmark_level"],
        "note": "For an organisation with fewer than five staff, level 3 is a sensible first target.",
    }
    return [small, usual]


def framework(content: Mapping[str, Any]) -> str:
    top, name = content["framework"], content["framework"]["id"]
    sections = [
        section
        | {
            "strands": [
                strand | {"questions": [question(name, each, top["suits"]) for each in strand["questions"]]}
                for strand in section["strands"]
            ]
        }
        for section in content["sections"]
    ]
    asked = [each for section in sections for strand in section["strands"] for each in strand["questions"]]
    used = [theme for theme in THEMES if any(theme in each["themes"] for each in asked)]
    roles = [role for role in ROLES if any(role in each["ask"] for each in asked)]
    titles = ROLES | ROLE_TITLES.get(name, {})
    new: dict[str, Any] = {
        "format": 1,
        "id": name,
        "edition": EDITION,
        "title": top["title"],
        "short_title": top["short_title"],
        "summary": top["summary"],
        "publisher": "Stocktake",
        "licence": "CC BY 4.0",
        "suits": top["suits"],
        "minutes": top["time_needed_minutes"],
        "who_should_take_part": top["who_should_take_part"],
        "how_to_answer": top["how_to_answer"],
    }
    if "legal_note" in top:
        new["legal_note"] = reworded(top["legal_note"])
    new["who"] = [{"id": role, "title": titles[role]} for role in roles]
    if name in PROFILE:
        new["profile"] = PROFILE[name]
    new["scale"] = {"levels": content["scale"]["levels"], "targets": targets(content["scale"])}
    new["scoring"] = {"unanswered": "lowest", "minimum_coverage": 1, "evidence": "show", "maximum_not_applicable": 0.3}
    new["awards"] = AWARDS
    new["short_form"] = SHORT_FORM[name]
    new["consistency"] = [{"id": rule, "when": {"all": parts}, "say": say} for rule, parts, say in CONSISTENCY[name]]
    new["themes"] = [{"id": theme, "title": THEMES[theme]} for theme in used]
    new["glossary"] = content["glossary"]
    new["sources"] = content["sources"]
    new["sections"] = sections
    facts = (
        "# - profile: the fact that decides a scope or a target, and its condition; the titles of themes.\n"
        if name in PROFILE
        else "# - the titles of themes.\n"
    )
    return document(
        HEAD.format(title=top["title"], edition=EDITION, profile=facts),
        new,
        {
            "who",
            "profile",
            "scale",
            "scoring",
            "awards",
            "short_form",
            "consistency",
            "themes",
            "glossary",
            "sources",
            "sections",
        },
    )


def reference(name: str, given: Mapping[str, Any]) -> str:
    new = {"id": name, "title": given["title"], "publisher": REFERENCES[name]}
    note = given.get("scale_note")
    if name in CORE:
        new["core"] = CORE[name][0]
        note = CORE[name][1] + ": " + ", ".join(given["core_by_2030"]) + "."
    if note:
        new["scale_note"] = note
    new["confidence"] = given["confidence"]
    if name in COUNTS_DOWN:
        new["to_their_level"] = {ours: 6 - ours for ours in range(1, 6)}
    new["items"] = given["items"]
    head = "# An external list as facts, in our own short labels, so that questions can point at its items.\n"
    ours = [
        "publisher",
        *(["core as codes (the source names categories)"] if name in CORE else []),
        *(["to_their_level"] if name in COUNTS_DOWN else []),
    ]
    return document(head + f"# OURS: {', '.join(ours)}.", new, {"items"})


INVERSE = {"equal": "equal", "overlaps": "overlaps", "subset": "superset", "superset": "subset"}


def owner(question_id: str) -> str:
    return OWNERS[question_id.split(".", 1)[0]]


def bearings() -> Iterator[tuple[str, str, str, str]]:
    for first, second, relation, note in BEARINGS:
        yield first, second, relation, note
        yield second, first, INVERSE[relation], note


def crosswalks() -> dict[str, str]:
    found: dict[tuple[str, str], dict[str, list[tuple[str, str, str]]]] = {}
    for source, target, relation, note in bearings():
        found.setdefault((owner(source), owner(target)), {}).setdefault(target, []).append((source, relation, note))
    files = {}
    for (source_id, target_id), by_target in found.items():
        rows = []
        for target, parts in by_target.items():
            equal = [part for part in parts if part[1] == "equal"]
            for group in ([equal] if equal else []) + (
                [rest] if (rest := [part for part in parts if part[1] != "equal"]) else []
            ):
                relations = {part[1] for part in group}
                row: dict[str, Any] = {
                    "to": target,
                    "from": [part[0] for part in group],
                    "relation": relations.pop() if len(group) == 1 else "overlaps",
                }
                levels = EQUAL_LEVELS.get((group[0][0], target)) or EQUAL_LEVELS.get((target, group[0][0]))
                if levels and row["relation"] == "equal":
                    row["levels"] = levels
                row["note"] = " ".join(part[2] for part in group)
                rows.append(row)
        head = (
            f"# How answers in {source_id} bear on {target_id}. All of it is OURS: the descriptors were compared side by side.\n"
            "# equal: the levels listed say the same, so an answer is suggested. subset: the earlier question asks for part of what\n"
            "# this one asks. superset: it asks for this and more. overlaps: both touch the same thing. These three are only hints."
        )
        new = {
            "from": {"framework": source_id, "edition": EDITION},
            "to": {"framework": target_id, "edition": EDITION},
            "map": rows,
        }
        files[f"{source_id}--{target_id}.yaml"] = document(head, new, {"map"})
    return files


def write(content: Path, out: Path) -> None:
    files = {
        out / "definitions" / name / f"{EDITION}.yaml": framework(load(content / f"{name}.yaml")) for name in FRAMEWORKS
    }
    lists = load(content / "crosswalk.yaml")["frameworks"]
    files |= {out / "references" / f"{name}.yaml": reference(name, given) for name, given in lists.items()}
    files |= {out / "crosswalks" / name: text for name, text in crosswalks().items()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"wrote {len(files)} files")


# The verification: read back what stands in the tree, and find every word and mapping of the content in it.


def strings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield " ".join(value.split())


STRUCTURE = {
    "phases",
    "organisation_types",
    "condition_for_charities",
    "not_applicable_allowed",
    "direction",
    "version",
    "schema_version",
    "crosswalk",
}


def without_structure(value: object) -> object:
    """The content without the keys whose values are compared one by one below, and without renamed keys."""
    if isinstance(value, Mapping):
        return (
            {
                (key if not isinstance(key, str) or " " in key else "-"): without_structure(item)
                for key, item in value.items()
                if key not in STRUCTURE
            }
            if not all(isinstance(item, str) for item in value.values())
            else {key: item for key, item in value.items() if key not in STRUCTURE}
        )
    if isinstance(value, list):
        return [without_structure(item) for item in value]
    return value


def questions(edition: Mapping[str, Any]) -> dict[str, Any]:
    return {
        each["id"]: each
        for section in edition["sections"]
        for strand in section["strands"]
        for each in strand["questions"]
    }


def step_text(step: str | Mapping[str, str]) -> str:
    return step if isinstance(step, str) else step["text"]


def compare_question(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    same = {
        "text": old["text"],
        "why": old["why"],
        "weight": old["weight"],
        "levels": old["levels"],
        "references": old["crosswalk"],
        "sources": old["sources"],
        "minimum_level": old.get("minimum_level"),
        "context": old.get("context"),
        "themes": old["themes"] + [ITEM3[code] for code in old.get("item3_themes", [])],
    }
    for key, value in same.items():
        if new.get(key) != value:
            yield f"{old['id']}: {key} differs"
    if new["evidence"]["examples"] != old["evidence"]:
        yield f"{old['id']}: evidence differs"
    if {level: step_text(step) for level, step in new["next_steps"].items()} != old["next_steps"]:
        yield f"{old['id']}: next steps differ"
    for before, after in zip(old["indicators"], new.get("indicators", []), strict=True):
        for key in ("id", "label", "unit", "direction", "basis", "basis_note"):
            if before.get(key) != after.get(key):
                yield f"{old['id']}: indicator {before['id']}: {key} differs"
        if any(after.get(key) != value for key, value in thresholds(before).items()):
            yield f"{old['id']}: indicator {before['id']}: thresholds differ"
    kinds = new.get("applies_to", {}).get("kinds")
    if kinds is not None and kinds != old["applies_to"]["organisation_types"]:
        yield f"{old['id']}: kinds differ"
    if ("condition_for_charities" in old["applies_to"]) != (AT_RISK in str(new.get("applies_to"))):
        yield f"{old['id']}: condition for charities differs"


def verify(content: Path, out: Path) -> list[str]:
    faults, counts, indicators = [], [], []
    for name in FRAMEWORKS:
        old, new = load(content / f"{name}.yaml"), load(out / "definitions" / name / f"{EDITION}.yaml")
        found = set(strings(new)) | {EDITION + ".1"}
        dropped = {"higher_is_better"}
        faults += [
            f"{name}: lost text: {text}"
            for text in strings(without_structure(old))
            if text != "-" and reworded(text) not in found and text not in dropped and text not in ITEM3
        ]
        before, after = questions(old), questions(new)
        if list(before) != list(after):
            faults.append(f"{name}: other questions, or another order")
        faults += [fault for each in before for fault in compare_question(before[each], after[each])]
        counts.append(len(after))
        must_haves = [each for each in after.values() if "minimum_level" in each]
        indicators += [each["id"] for asked in after.values() for each in asked.get("indicators", [])]
        if not {each["id"] for each in must_haves} <= set(new["short_form"]):
            faults.append(f"{name}: a must-have is missing from the short form")
        for kind in new["suits"]:
            short = [
                each
                for each in new["short_form"]
                if kind in after[each].get("applies_to", {}).get("kinds", new["suits"])
            ]
            print(
                f"{name}: {kind}: {len(short)} in the short form, {sum(1 for each in must_haves if each['id'] in short)} must-haves"
            )
            if len(short) < 8:
                faults.append(f"{name}: the short form has {len(short)} questions for {kind}")
        counts_now = len(must_haves)
        print(f"{name}: {len(after)} questions, {counts_now} must-haves")
    total = (counts, sum(counts), len(indicators), len(set(indicators)))
    if total != ([21, 22, 21, 24, 26], 114, 101, 89):
        faults.append(f"counts differ: {total}")
    items = 0
    for name, given in load(content / "crosswalk.yaml")["frameworks"].items():
        new = load(out / "references" / f"{name}.yaml")
        items += len(new["items"])
        for key in ("title", "items"):
            if new[key] != given[key]:
                faults.append(f"{name}: {key} differs")
        if new["confidence"] != given["confidence"] or new.get("scale_note", "") != given.get(
            "scale_note", new.get("scale_note", "")
        ):
            faults.append(f"{name}: confidence or scale note differs")
    if (len(list((out / "references").glob("*.yaml"))), items) != (20, 225):
        faults.append(f"reference lists differ: {items} items")
    print(total, items, "items in references")
    return faults


def main() -> int:
    content, out, *rest = sys.argv[1:]
    if rest != ["--verify"]:
        write(Path(content), Path(out))
    faults = verify(Path(content), Path(out))
    print("\n".join(faults) or "every word and mapping of the content is there")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
