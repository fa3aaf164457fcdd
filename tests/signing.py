"""Keys of two made-up installations, and a document signed again as if it had been made so."""

import json

from assessments.plain import read
from assessments.signing import Key

KEY, STRANGERS = Key(bytes(range(32))), Key(bytes(range(1, 33)))
OURS = {KEY.fingerprint}


def resigned(data: dict[str, object], key: Key = KEY) -> bytes:
    """Plain data of an exported review, changed perhaps, signed by a key; as it is where nothing can sign it."""
    text = json.dumps({name: part for name, part in data.items() if name != "signature"})
    try:
        return key.signed(read(text))
    except (ValueError, TypeError):
        return json.dumps(data).encode()
