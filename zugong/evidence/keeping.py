"""Keeps files by their content and hands them out again; never executes them, never trusts their names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction

from zugong.audit.recording import Change
from zugong.core.errors import Invalid
from zugong.core.paths import data_folder
from zugong.evidence.models import StoredFile
from zugong.evidence.types import media_type_of


class Damaged(Exception):
    """The file in the data folder is gone, or is not the one that was kept."""


def keep(change: Change, name: str, content: bytes, *, accepted: frozenset[str] | None = None) -> StoredFile:
    """Keep a file within a change; the same content is kept once.

    `accepted` narrows the media types. Raises Invalid for another type, told by the content and not by the name.
    """
    media_type = media_type_of(content)
    if media_type is None or (accepted is not None and media_type not in accepted):
        raise Invalid(f"“{name}”不是这里收的文件类型；请交 JPG、PNG、PDF、Word、Excel 文件。")
    digest = sha256(content).hexdigest()
    kept = StoredFile.objects.filter(sha256=digest).first()
    _write(digest, content)
    return kept or change.add(
        StoredFile(sha256=digest, size=len(content), media_type=media_type, name=Path(name).name[:200])
    )


def discard(change: Change, file: StoredFile) -> bool:
    """Take a file away, its bytes once the change is committed; not while anything still points to it."""
    if any(
        relation.related_model.objects.filter(**{relation.field.name: file.pk}).exists()  # type: ignore[union-attr]
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and not relation.concrete
    ):
        return False
    digest = file.sha256
    change.remove(file)
    transaction.on_commit(lambda: _place(digest).unlink(missing_ok=True))
    return True


def keep_many(
    change: Change, names: Mapping[bytes, str], each: Callable[..., Iterable[None]] = map
) -> dict[bytes, StoredFile]:
    """Keep many files at once: content -> name to content -> row. `each` may write several at a time.

    Raises Invalid for a type that is not kept here.
    """
    types = {content: media_type_of(content) for content in names}
    refused = [names[content] for content, media_type in types.items() if media_type is None]
    if refused:
        raise Invalid(f"“{refused[0]}”不是这里收的文件类型；请交 JPG、PNG、PDF、Word、Excel 文件。")
    digests = {content: sha256(content).hexdigest() for content in names}
    for _ in each(_write, digests.values(), digests.keys()):
        pass
    known = {file.sha256: file for file in StoredFile.objects.filter(sha256__in=set(digests.values()))}
    new = {
        digest: StoredFile(
            sha256=digest, size=len(content), media_type=types[content] or "", name=Path(names[content]).name[:200]
        )
        for content, digest in digests.items()
        if digest not in known
    }
    known |= {file.sha256: file for file in change.add_many(list(new.values()))}
    return {content: known[digest] for content, digest in digests.items()}


def put_back(digest: str, content: bytes) -> None:
    """Lay a file of a full export where its row will look for it. Raises Damaged when it is not what it says."""
    if sha256(content).hexdigest() != digest:
        raise Damaged(f"文件 {digest} 的内容与摘要不符；请用原来的那一份。")
    _write(digest, content)


def content_of(file: StoredFile) -> bytes:
    """The bytes that were kept. Raises Damaged when they are gone or differ."""
    try:
        content = _place(file.sha256).read_bytes()
    except FileNotFoundError as missing:
        raise Damaged(f"文件“{file.name}”不在数据文件夹里；请从备份恢复。") from missing
    if sha256(content).hexdigest() != file.sha256:
        raise Damaged(f"文件“{file.name}”的内容已不是当初收存的；请从备份恢复。")
    return content


def _place(digest: str) -> Path:
    return data_folder() / "files" / digest[:2] / digest


def _write(digest: str, content: bytes) -> None:
    place = _place(digest)
    if place.exists():
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as beside:
        beside.write(content)
        beside.flush()
        os.fsync(beside.fileno())
    Path(beside.name).replace(place)
