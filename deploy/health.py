#!/usr/bin/env python3
"""Ask the process on a port how it is: `python deploy/health.py healthz|readyz PORT [seconds to go on asking]`.

healthz: it answers. readyz: it could save something now. Ends with 0 when so, else with 1 and a sentence.
"""

import json
import sys
import time
import urllib.error
import urllib.request

PAUSE = 0.25


def wrong(name: str, port: int) -> str | None:
    """What is wrong, in a sentence; None when nothing is."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{name}", timeout=10) as answer:
            answer.read()
            return None
    except urllib.error.HTTPError as refused:
        return because(refused)
    except (OSError, ValueError) as fault:
        return f"Nothing answers on port {port} ({fault}). Is it started?"


def because(refused: urllib.error.HTTPError) -> str:
    """The sentence the process gives; of another program that answers there, what it answered."""
    try:
        return str(json.load(refused)["because"])
    except (ValueError, KeyError, TypeError):
        return f"What answers there is not Stocktake, or refuses to talk: {refused}"


def main(name: str, port: str, patience: str = "0") -> None:
    end = time.monotonic() + float(patience)
    while (found := wrong(name, int(port))) is not None and time.monotonic() < end:
        time.sleep(PAUSE)
    if found is not None:
        sys.exit(found)


if __name__ == "__main__":
    if len(sys.argv) not in {3, 4} or sys.argv[1] not in {"healthz", "readyz"}:
        sys.exit(__doc__)
    main(*sys.argv[1:])
