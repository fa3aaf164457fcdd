#!/usr/bin/env python3
"""Whether the process on a port could save something now: `python deploy/ready.py 8601 [seconds to wait]`.

Ends with 0 when it is ready, else with 1 and the sentence that says what is wrong.
"""

import json
import sys
import time
import urllib.error
import urllib.request

PAUSE = 0.25


def wrong(port: int) -> str | None:
    """What the process says is wrong; None when nothing is."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
            answer.read()
            return None
    except urllib.error.HTTPError as refused:
        return str(json.load(refused).get("because", refused))
    except (OSError, ValueError) as fault:
        return f"Nothing answers on port {port}: {fault}"


def main(port: int, patience: float = 0.0) -> None:
    end = time.monotonic() + patience
    while (found := wrong(port)) is not None and time.monotonic() < end:
        time.sleep(PAUSE)
    if found is not None:
        sys.exit(found)


if __name__ == "__main__":
    main(int(sys.argv[1]), *map(float, sys.argv[2:3]))
