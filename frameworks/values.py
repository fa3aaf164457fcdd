"""The small types that every framework file is built from, and the closed, frozen model they all share."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_SLUG, _EDITION, _URL = r"^[a-z][a-z0-9]*([._-][a-z0-9]+)*$", r"^[0-9]{4}(\.[1-9][0-9]?)?$", r"^https?://[^\s]+$"

Slug = Annotated[str, Field(pattern=_SLUG, max_length=80)]
EditionName = Annotated[str, Field(pattern=_EDITION)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Url = Annotated[str, Field(pattern=_URL, max_length=2000)]
SHAPES = {  # what a text of each pattern is, and what to do when it is not
    _SLUG: "an id; use small letters and digits, with . _ or - between them, beginning with a letter",
    _EDITION: 'an edition; write a year in quotes, such as "2026", or of a correction "2026.1"',
    _URL: "a link; begin it with https:// or http://",
}
Number = int | Decimal
Weight = Annotated[Number, Field(ge=0)]
Share = Annotated[Number, Field(ge=0, le=1)]
Level = int
LeaveOut = Literal["all"] | tuple[Slug, ...]  # ids of an operator's file before that are not wanted any more

Kind = Literal["school", "college", "trust", "infrastructure_org", "charity", "council"]
Phase = Literal["early_years", "primary", "secondary", "all_through", "special", "pupil_referral_unit", "post_16"]
BUILT_IN_FACTS = ("kind", "phase", "region")
Binding = Literal["statutory", "expected", "good_practice"]
Effort = Literal["small", "medium", "large"]
Direction = Literal["higher", "lower"]


class Model(BaseModel):
    """Closed and frozen: an unknown key is an error, text is never read as a number, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)
