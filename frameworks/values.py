"""The small types that every framework file is built from, and the closed, frozen model they all share."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([._-][a-z0-9]+)*$", max_length=80)]
EditionName = Annotated[str, Field(pattern=r"^[0-9]{4}(\.[0-9]{1,2})?$")]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Url = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=2000)]
Number = int | Decimal
Weight = Annotated[Number, Field(ge=0)]
Share = Annotated[Number, Field(ge=0, le=1)]
Level = int

Kind = Literal["school", "college", "trust", "infrastructure_org", "charity", "council"]
Phase = Literal["early_years", "primary", "secondary", "all_through", "special", "pupil_referral_unit", "post_16"]
Binding = Literal["statutory", "expected", "good_practice"]
Effort = Literal["small", "medium", "large"]
Direction = Literal["higher", "lower"]


class Model(BaseModel):
    """Closed and frozen: an unknown key is an error, text is never read as a number, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)
