"""A tiny framework with an award that the review decides and one that an adviser does, and next year's stricter one."""

from frameworks.catalogue import Catalogue, Text

YEAR = """\
format: 1
id: tiny
edition: "{edition}"
title: A tiny check
summary: Two questions and two awards.
suits: [school]
scale:
  levels:
    1: {{name: Not in place, meaning: Nothing yet.}}
    2: {{name: In place, meaning: Agreed.}}
    3: {{name: Working well, meaning: Checked.}}
    4: {{name: Leading the way, meaning: Shared.}}
  targets: [{{level: {target}}}]
sections:
  - id: all
    title: All
    strands:
      - id: each
        title: Each
        questions:
          - {{id: one, text: Is there one?, minimum_level: 2, levels: {{1: a, 2: b, 3: c, 4: d}}}}
          - {{id: two, text: Are there two?, levels: {{1: a, 2: b, 3: c, 4: d}}}}
awards:
  - {{id: started, title: Started, valid_months: 12, requires: []}}
  - id: mark
    title: The mark
    text: Everything works well, and an adviser has looked.
    valid_months: 36
    decided_by: adviser
    requires: [{{every_question: {{at_least: target}}}}]
"""
LINEAGE = (
    'from: "2026"\nto: "2027"\nquestions:\n  one: {from: [one], change: same}\n  two: {from: [two], change: same}\n'
)


def this_year() -> Catalogue:
    return Catalogue.load().beside([Text("tiny", "2026", YEAR.format(edition="2026", target=3).encode())])


def next_year() -> Catalogue:
    text = YEAR.format(edition="2027", target=4).encode()
    return this_year().beside([Text("tiny", "2027", text, LINEAGE.encode())])
