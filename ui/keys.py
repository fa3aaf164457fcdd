"""Every key of session_state, declared here and nowhere else. Nothing of a review lives only under one of them."""


def widget(review: int, question: str, part: str) -> str:
    """A widget of one question: part is answer, comment, note, evidence …"""
    return f"q:{review}:{question}:{part}"


def seen(review: int, question: str) -> str:
    """The revision of the answer this window last showed."""
    return f"seen:{review}:{question}"


def opened(review: int, section: str) -> str:
    """Questions that stay unfolded in this window while the section is open."""
    return f"opened:{review}:{section}"


def trouble(review: int, question: str) -> str:
    """What went wrong with the last change of this question, until it is put right."""
    return f"trouble:{review}:{question}"


def clash(review: int, question: str) -> str:
    """The text typed here while another window saved something else."""
    return f"clash:{review}:{question}"


def said(review: int, question: str) -> str:
    """The last confirmation shown beside a question: "Saved 14:32"."""
    return f"said:{review}:{question}"


def fact(review: int, name: str) -> str:
    """A fact asked at the head of a section."""
    return f"fact:{review}:{name}"


def number(review: int, indicator: str, part: str) -> str:
    """A measurement beside a question."""
    return f"number:{review}:{indicator}:{part}"


def start(name: str) -> str:
    """A field of the start page."""
    return f"start:{name}"


def page(page_name: str, name: str) -> str:
    """A widget of any other page."""
    return f"{page_name}:{name}"


REDRAW = "redraw"  # the next run of a question must redraw the whole page: other questions came or went
SEARCH = "review:search"
ONLY_OPEN = "review:only_open"
NOTICE = "notice"  # one sentence to show at the head of the next page, once
UNDO = "review:undo"  # the question changed last in this window
