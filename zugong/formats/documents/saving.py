"""Handing a finished document on: a file appears whole or not at all."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from docx.document import Document


Target = Path | BinaryIO


def save_document(document: Document, target: Target) -> None:
    """Write a Word document to a path or an open binary file. Raises OSError."""
    kept = BytesIO()
    document.save(kept)
    save_bytes(kept.getvalue(), target)


def save_bytes(content: bytes, target: Target) -> None:
    """Write beside and rename, when the target is a path. Raises OSError."""
    if not isinstance(target, Path):
        target.write(content)
        return
    beside = NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False)  # noqa: SIM115
    try:
        with beside:
            beside.write(content)
        os.chmod(beside.name, 0o666 & ~_umask())
        os.replace(beside.name, target)
    except BaseException:
        Path(beside.name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
