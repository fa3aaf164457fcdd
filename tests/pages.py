"""A page drawn without a browser, at its address."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

MAIN = str(Path(__file__).parents[1] / "ui" / "entry" / "main.py")

# AppTest reads the metadata of every installed package at each run, in search of components: a tenth of a second.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def drawn(name: str, parts: Mapping[str, str], *, patience: float = 30) -> AppTest:
    """The page of that name ('' is Home), run once without a fault within so many seconds."""
    app = AppTest.from_file(MAIN, default_timeout=patience)
    for key, value in parts.items():
        app.query_params[key] = value
    app._page_hash = calc_hash(name) if name else ""
    app.run()
    assert not app.exception, app.exception
    return app
