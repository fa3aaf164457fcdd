"""Where the database file is: made when it is missing at the start, refused on a network drive, missed when moved."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from assessments.errors import StoreUnavailable
from assessments.store.disk import make_folder
from assessments.store.sqlite.faults import MOVED, ON_A_NETWORK, REPLACED, SENTENCES, in_words, unavailable

NETWORK = {  # and folders shared with another system, whose locks do not hold
    "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fhgfs", "fuse.afpfs-ng",
    "fuse.beegfs", "fuse.blobfuse", "fuse.blobfuse2", "fuse.ceph", "fuse.ceph-fuse", "fuse.cifs", "fuse.curlftpfs",
    "fuse.davfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.goofys", "fuse.grpcfuse",
    "fuse.gvfsd-fuse", "fuse.httpfs", "fuse.juicefs", "fuse.kio-fuse", "fuse.mfs", "fuse.mfsmount", "fuse.moosefs",
    "fuse.mount-s3", "fuse.mountpoint-s3", "fuse.nfs", "fuse.onedriver", "fuse.osxfs", "fuse.portal", "fuse.rclone",
    "fuse.s3fs", "fuse.s3ql", "fuse.seaweedfs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "fuse.weed",
    "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "pvfs2", "smb",
    "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav",
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
    kind = network_drive(path, mounts)
    if kind is not None:
        raise unavailable(ON_A_NETWORK, path, kind=kind)


def network_drive(path: Path, mounts: str | None = None) -> str | None:
    """What kind of network drive a path is on; None where it is on none.

    Where the system does not tell (no /proc/mounts) only a Windows share is noticed.
    """
    if str(path).startswith("\\\\"):
        return "a Windows share"
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="surrogateescape") if table.exists() else ""
    kind = file_system(path, mounts)
    return kind if kind in NETWORK else None


class Place:
    """One file, always the same one: `unmoved` notices when it is not."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path.resolve()
        self._patience = patience
        refuse_network(self.path)
        try:
            make_folder(self.path.parent)
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
            if writes:  # what is deleted or written over is filled with zeros
                connection.execute("PRAGMA secure_delete = ON").fetchone()
        except sqlite3.Error as fault:
            connection.close()
            raise in_words(fault, self.path) from fault
        return connection
