"""Every key of session_state, declared here and nowhere else. Nothing of a review lives only under one of them."""

BOARD = "board"  # the review as this window last read it whole
PLANNED = "planned"  # the actions about each question of that review, as the window last read them
REDRAW = "redraw"  # the next run of a question redraws the whole page: other questions came or went
AT = "at"  # the name of the page this window is on
SESSION = "session"  # the hash of the session this window was opened in; of another it shows nothing
OPEN_TO = "open_to"  # the review that the page is of, and what of it was open to the reader when it was drawn
BEGUN = "begun"  # this run has drawn its bar and its h1
NOTICE = "notice"  # one sentence to show at the head of the next page, once
HERE = "here"  # the review and section whose questions are unfolded
UNFOLDED = "unfolded"  # those questions
ONCE = "once"  # names one filling in of the start form, so that pressing twice starts one review
FIND = "find"
ROLE = "role"
ONLY_OPEN = "only_open"


def widget(review: int, question: str, part: str, turn: int) -> str:
    """A widget of one question; `turn` changes when another window's answer is taken over, and the widget with it."""
    return f"q:{review}:{question}:{part}:{turn}"


def opening(review: int, question: str, turn: int) -> str:
    """Whether the part beside an answer was open when the page was entered."""
    return f"opening:{review}:{question}:{turn}"


def held(review: int, question: str) -> str:
    """What this window last saw of one answer."""
    return f"held:{review}:{question}"


def fact(review: int, name: str) -> str:
    """A fact asked at the head of a section."""
    return f"fact:{review}:{name}"


def number(review: int, indicator: str, part: str) -> str:
    """A measurement beside a question; part is of, per, percent, value, date or said."""
    return f"number:{review}:{indicator}:{part}"


def page(page_name: str, name: str) -> str:
    """A widget of any other page."""
    return f"{page_name}:{name}"
