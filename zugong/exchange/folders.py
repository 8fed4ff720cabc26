"""Where the files of a batch lie, and for how long."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from zugong.core.paths import data_folder


KEPT_DAYS = 30
PREVIEW, PROBLEMS = "preview.json", "problems.xlsx"
UNDONE, REMARKS = "undone.json", "remarks.json"
_DAY = 24 * 60 * 60


def batches_folder() -> Path:
    """The folder of all batches, readable by the server's own account alone."""
    folder = data_folder() / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def new_folder() -> str:
    """The name of a folder nobody had before: a number of the database can come again after a restore."""
    return uuid4().hex


def batch_folder(name: str) -> Path:
    """The folder of one batch."""
    return batches_folder() / name


def files_folder(name: str) -> Path:
    """What the user sent."""
    return batch_folder(name) / "files"


def digest(files: Iterable[Path]) -> tuple[str, int]:
    """SHA-256 over the names and contents of the files, and their bytes together."""
    total, size = sha256(), 0
    for path in sorted(files):
        own = sha256()
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                own.update(piece)
                size += len(piece)
        total.update(f"{path.name}\0{own.hexdigest()}\n".encode())
    return total.hexdigest(), size


def remove_files(name: str) -> None:
    """Forget what was sent; the batch itself stays on record."""
    shutil.rmtree(batch_folder(name), ignore_errors=True)


def tidy_up() -> None:
    """Remove what was sent more than 30 days ago."""
    limit = time.time() - KEPT_DAYS * _DAY
    for folder in batches_folder().iterdir():
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
