"""How much of what is submitted somebody may see, in a few words; the number is that of a consent."""

from collections.abc import Mapping

AMOUNTS: Mapping[int, str] = {
    2: "Levels and scores",
    3: "Comments too",
    4: "Evidence too",
    1: "Only that and when a review was begun or submitted",
}
