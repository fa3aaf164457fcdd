"""Where the database file is: made when it is missing at the start, refused on a network drive, missed when moved."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from assessments.errors import StoreUnavailable
from assessments.store.sqlite.faults import MOVED, ON_A_NETWORK, REPLACED, SENTENCES, in_words, unavailable

NETWORK = {
    "9p", "afs", "afpfs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.curlftpfs", "fuse.davfs2",
    "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs2", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb3", "smbfs", "webdav",
}  # fmt: skip


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system a path is on, by a table of mounts as /proc/mounts prints it; "" when it is not there."""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, at, found, *_ = line.split(" ")
        folder = at.replace("\\040", " ")
        if len(folder) >= len(best) and path.is_relative_to(folder):
            best, kind = folder, found
    return kind


def refuse_network(path: Path, mounts: str | None = None) -> None:
    """Where the system does not tell (no /proc/mounts) only a Windows share is noticed."""
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="surrogateescape") if table.exists() else ""
    kind = "a Windows share" if str(path).startswith("\\\\") else file_system(path, mounts)
    if kind in NETWORK or kind == "a Windows share":
        raise unavailable(ON_A_NETWORK, path, kind=kind)


class Place:
    """One file, always the same one: `unmoved` notices when it is not."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path.resolve()
        self._patience = patience
        refuse_network(self.path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # only the owner's, from the first byte
            self._identity = self._found()
        except OSError as fault:
            raise self.cannot_open(fault) from fault

    def cannot_open(self, fault: OSError) -> StoreUnavailable:
        kind = sqlite3.SQLITE_READONLY if isinstance(fault, PermissionError) else sqlite3.SQLITE_CANTOPEN
        return unavailable(SENTENCES[kind], self.path)

    def _found(self) -> tuple[int, int]:
        about = os.stat(self.path)  # noqa: PTH116 - before and after every group of saves
        return about.st_dev, about.st_ino

    def unmoved(self) -> None:
        try:
            found = self._found()
        except OSError as fault:
            raise unavailable(MOVED, self.path) from fault
        if found != self._identity:
            raise unavailable(REPLACED, self.path)

    def connect(self, *, writes: bool) -> sqlite3.Connection:
        """A connection that never makes a file. A save is on disk when COMMIT returns (synchronous=FULL)."""
        self.unmoved()
        address = f"file:{quote(str(self.path))}?mode={'rw' if writes else 'ro'}"
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, cached_statements=512,
            timeout=self._patience,
        )  # fmt: skip
        try:
            for setting in (
                "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF",
                "temp_store = MEMORY", "cell_size_check = ON",
            ):  # fmt: skip
                connection.execute(f"PRAGMA {setting}")
        except sqlite3.Error as fault:
            connection.close()
            raise in_words(fault, self.path) from fault
        return connection
