"""What can go wrong with somebody's assessments, as one small tree.

AssessmentError
├── NotYours              it is missing, or it is somebody else's: the two look the same
├── SignedOut             nobody is signed in, or no longer
├── Conflict              the database already holds something that forbids this
├── ChangedMeanwhile      somebody saved after what this person saw; `theirs` is what they saved
├── NumberChanged         the same for a number; `theirs` is None when they took it back
├── Refused               the person can mend it: one sentence with the next step
│   ├── BadAnswer
│   ├── BadOrganisation
│   ├── BadDocument
│   │   └── UnknownSigner  a file is signed by an installation that is not known here
│   ├── BadFramework      an author's file breaks the format: `faults` says every place
│   ├── BadFile           evidence that is not kept: too large, not what its name says, or no room
│   └── BadBackup         a backup cannot be made, is not whole, or does not fit
├── Damaged               what is stored is not what was stored: one sentence that sends to the last backup
├── StoreUnavailable      nothing can be read or saved just now: one sentence with the next step
└── BadConfiguration      a STOCKTAKE_ variable is unknown or has a value that cannot be used

Every one of them has its sentence in `sentence`; none was followed by anything being saved.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.values import RecordedNumber, StoredAnswer
    from frameworks.errors import Fault


class AssessmentError(Exception):
    """Base of all; `sentence` may be shown to the person as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotYours(AssessmentError):
    def __init__(self, sentence: str = "There is nothing here for you to see or change. Check the address.") -> None:
        super().__init__(sentence)


class SignedOut(AssessmentError):
    def __init__(self, sentence: str = "You have been signed out. Sign in again to go on.") -> None:
        super().__init__(sentence)


class Conflict(AssessmentError):
    """`detail` is the engine's own wording, for a log and not for a page."""

    def __init__(
        self,
        sentence: str = "Something saved earlier does not allow this. Reload the page and look at what is there now.",
        *,
        detail: str = "",
    ) -> None:
        super().__init__(sentence)
        self.detail = detail


class ChangedMeanwhile(AssessmentError):
    def __init__(
        self,
        theirs: "StoredAnswer",
        sentence: str = "This answer was changed in another window. Look at both and choose which one to keep.",
    ) -> None:
        super().__init__(sentence)
        self.theirs = theirs


class NumberChanged(AssessmentError):
    def __init__(
        self,
        theirs: "RecordedNumber | None",
        sentence: str = "This number was changed in another window. Look at both and choose which to keep.",
    ) -> None:
        super().__init__(sentence)
        self.theirs = theirs


class Refused(AssessmentError):
    pass


class BadAnswer(Refused):
    pass


class BadOrganisation(Refused):
    pass


class BadDocument(Refused):
    pass


class UnknownSigner(BadDocument):
    def __init__(self, fingerprint: str) -> None:
        super().__init__(
            f"This file was signed by an installation that is not known here; its fingerprint is {fingerprint}. Ask "
            "whoever sent it for the fingerprint on their Settings page, and add the file only if it is the same."
        )


class BadFramework(Refused):
    def __init__(self, faults: "Sequence[Fault]") -> None:
        many = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{many} found, and nothing was kept. Mend them from the top: one can cause others.")
        self.faults = tuple(faults)


class BadFile(Refused):
    pass


class BadBackup(Refused):
    pass


class Damaged(AssessmentError):
    pass


class StoreUnavailable(AssessmentError):
    pass


class BadConfiguration(AssessmentError):
    pass
