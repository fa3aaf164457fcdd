"""Every path to an award against trying everything, on many small frameworks."""

from hypothesis import HealthCheck, given, settings

from tests.scoring.test_paths import check_path, tiny

CLAIM = "A path to an award meets it, costs what it says, and no other set of level moves is cheaper."
WHOLE, SMALL = 600, 10


def prove(*, small: bool) -> str:
    """Compare paths with trying every set of moves."""
    examples = SMALL if small else WHOLE
    tried = []

    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(tiny())
    def every_path(review) -> None:
        tried.append(check_path(review))

    every_path()
    walked = sum(cost is not None and cost > 0 for cost in tried)
    return f"{len(tried)} random frameworks of up to four questions, {walked} of them with a path to walk; none failed."
