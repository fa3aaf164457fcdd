"""How much of what is submitted somebody may see, in a few words; the number is that of a consent."""

from collections.abc import Mapping

AMOUNTS: Mapping[int, str] = {
    1: "Only whether a review was begun or submitted, and when",
    2: "Levels and scores",
    3: "Levels, scores and comments",
    4: "Levels, scores, comments and evidence",
}
