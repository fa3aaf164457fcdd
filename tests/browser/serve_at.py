"""Test-only way in: serves the real app.py with another clock, put in where the product puts everything together.

python tests/browser/serve_at.py 2026-11-14T09:30:00+00:00 8601

The clock begins at the moment given and goes on from there.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]


def main(moment: str, port: str) -> None:
    sys.path.insert(0, str(ROOT))
    from streamlit.web import cli

    from ui import composition

    began, start = datetime.fromisoformat(moment), monotonic()
    composition.clock = lambda: began + timedelta(seconds=monotonic() - start)
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), "--server.port", port]
    cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
