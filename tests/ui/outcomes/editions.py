"""Two small editions, made by hand, of which the figures can be worked out on paper."""

from frameworks.edition import Edition

NAMES = ("Not in place", "Early steps", "In place", "Working well", "Leading the way")


def question(name, weight=1, **more):
    levels = {level: f"{name} at {level}" for level in range(1, 6)}
    return {"id": name, "text": f"Question {name}?", "weight": weight, "levels": levels, **more}


def edition(name, questions, **more):
    return Edition.model_validate(
        {
            "format": 1,
            "id": "small",
            "edition": name,
            "title": "Small <b>framework</b>",
            "summary": "Small.",
            "suits": ("school",),
            "scale": {
                "levels": {at: {"name": said, "meaning": said} for at, said in enumerate(NAMES, 1)},
                "targets": ({"level": 4},),
            },
            "sections": (
                {
                    "id": "one",
                    "title": "One",
                    "strands": ({"id": "first", "title": "First", "questions": tuple(questions)},),
                },
            ),
            **more,
        }
    )
