"""What the parts of the network page share: keys, and a press that tells."""

from assessments.store.networks import Branch
from ui import keys


def key(branch: Branch, name: str) -> str:
    return keys.page("network", f"{branch.id}:{name}")
