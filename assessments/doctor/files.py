"""Evidence files looked at, one at a time: each holds what it held when it was added."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from assessments.doctor.findings import RESTORE, Finding
from assessments.doctor.walking import records
from assessments.store.contents import Contents

TABLE = "evidence_file"


def of_files(found: Contents, seen: Counter[str]) -> Iterator[Finding]:
    for row in records(found, TABLE):
        seen[TABLE] += 1
        held = bytes(row.content)
        if (hashlib.sha256(held).hexdigest(), len(held)) != (row.sha256, row.size):
            yield Finding(f"Evidence file {row.file_id} of organisation {row.organisation_id} is damaged", RESTORE)
