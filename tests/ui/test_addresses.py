"""Addresses: what the browser's script knows of them agrees with what is served."""

import re
from pathlib import Path

from ui import addresses

SCRIPT = Path(addresses.__file__).parent / "static" / "stocktake.js"


def test_a_link_to_any_page_opens_it_without_a_full_load():
    known = re.search(r"const PAGES = new Set\(\[(.*?)\]\)", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    assert known is not None
    assert sorted(re.findall(r'"(/\w*)"', known.group(1))) == sorted(f"/{name}" for name in addresses.PAGES)
