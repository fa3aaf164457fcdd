"""The log: a line of JSON for each event on stderr, which says what happened and where, and nothing that people typed.

A line has `time` (UTC), `level`, `logger` and `event`: our own word for it, and for what other software logs the place
in its code. A fault adds `faults`: the kind of each exception and its way through the code, never what it says, since
that may quote what was typed. `number` is the reference number that somebody was shown.
"""

import json
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import CodeType, TracebackType
from typing import TextIO

import streamlit.logger

OURS = "stocktake"
ROOT = Path(__file__).resolve().parents[1]
MOST_FAULTS, MOST_STEPS = 5, 30
Fault = BaseException | None


def place(code: CodeType, line: int) -> str:
    """file:line:function, the file as seen from this copy of Stocktake or from where packages are."""
    return spelt(code.co_filename, line, code.co_name)


def spelt(file: str, line: int, function: str) -> str:
    path = Path(file)
    if "site-packages" in path.parts:
        path = Path(*path.parts[path.parts.index("site-packages") + 1 :])
    elif path.is_relative_to(ROOT):
        path = path.relative_to(ROOT)
    else:
        path = Path(path.name)
    return f"{path.as_posix()}:{line}:{function}"


def kind(fault: BaseException | type[BaseException]) -> str:
    """The name of its class, with the module where it is not Python's own."""
    named = fault if isinstance(fault, type) else type(fault)
    return named.__qualname__ if named.__module__ == "builtins" else f"{named.__module__}.{named.__qualname__}"


def faults(fault: Fault) -> list[dict[str, object]]:
    """An exception and those it came of, the last first: their kinds and their ways, outermost step first."""
    told: list[dict[str, object]] = []
    while fault is not None and len(told) < MOST_FAULTS:
        way = [place(frame.f_code, line) for frame, line in walk_tb(fault.__traceback__)]
        told.append({"type": kind(fault), "way": way[-MOST_STEPS:]})
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return told


class Line(logging.Formatter):
    """Writes a record as one line of JSON; of its words only our own, which are constants in our code."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name == OURS or record.name.startswith(f"{OURS}.")
        at = spelt(record.pathname, record.lineno, record.funcName)
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.msg if own and isinstance(record.msg, str) else at,
        }
        for extra in ("number", "at"):
            if own and hasattr(record, extra):
                told[extra] = getattr(record, extra)
        if record.exc_info and record.exc_info[1] is not None:
            told["faults"] = faults(record.exc_info[1])
        return json.dumps(told)


def begin(stream: TextIO | None = None) -> None:
    """From now on everything that logs, warns or falls in this process says so in such lines, and only there."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in list(logging.root.manager.loggerDict):
        passed_on(logging.getLogger(name))
    logging.getLogger("uvicorn.access").disabled = True  # the web server in front has one, without questions
    logging.raiseExceptions = False  # a record that cannot be written would be printed with its words
    streamlit.logger.setup_formatter = passed_on  # what Streamlit makes later would write by itself
    warnings.showwarning = warned
    sys.excepthook = fell
    sys.unraisablehook = lambda told: fell(told.exc_type, told.exc_value, told.exc_traceback)
    threading.excepthook = lambda told: fell(told.exc_type, told.exc_value, told.exc_traceback)


def passed_on(logger: logging.Logger) -> None:
    """Have a logger write nothing itself, but pass on what it is told."""
    logger.handlers[:] = []
    logger.propagate = True


def warned(  # the names are Python's
    message: Warning | str, category: type[Warning], filename: str, lineno: int,  # noqa: ARG001
    file: TextIO | None = None, line: str | None = None,  # noqa: ARG001
) -> None:  # fmt: skip
    """A warning of Python's: its kind and its place."""
    at = spelt(filename, lineno, kind(category))
    logging.getLogger(f"{OURS}.warnings").warning("warning", extra={"at": at})


def fell(_kind: type[BaseException], fault: Fault, _way: TracebackType | None) -> None:
    """What nobody caught."""
    if isinstance(fault, KeyboardInterrupt | SystemExit) or fault is None:
        return
    logging.getLogger(f"{OURS}.process").error("not caught", exc_info=fault)
