"""What can go wrong in scoring, as a small tree.

ScoringError
├── BadSheet            an answers file that does not fit its edition; `faults` are sentences, each naming what is wrong
└── NotTheSameFramework two answers files that cannot be compared at all
"""


class ScoringError(Exception):
    """The base of everything scoring raises on purpose."""


class BadSheet(ScoringError):
    """An answers file that does not fit its edition. Every fault is a sentence that names what is wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class NotTheSameFramework(ScoringError):
    """Two reviews of different frameworks, or of editions that no lineage joins."""
