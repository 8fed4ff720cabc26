"""The full export as a folder: tables, the rest, files, forms, the record, and a manifest over all of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from zugong.audit.canonical import plain
from zugong.audit.exporting import EmptyRecord, export_record
from zugong.core.errors import Invalid
from zugong.exchange.leaving.papers import write_files, write_forms
from zugong.exchange.leaving.rest import write_rest
from zugong.exchange.leaving.tables import write_tables


FORMAT, VERSION = "zugong-whole", 1
MANIFEST, RECORD = "manifest.json", "record.zip"


def write_whole(folder: Path, tell: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Write it all into a folder that is not there yet; returns the manifest. The folder appears whole or not at all.

    Raises Invalid when the folder is there.
    """
    if folder.exists():
        raise Invalid(f"“{folder}”已经在了；请另给一个还没有的文件夹。")
    beside = folder.with_name(folder.name + ".part")
    beside.mkdir(mode=0o700, parents=True)
    try:
        manifest = _write(beside, tell)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return manifest


def _write(folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    tell("导出数据表")
    tables = write_tables(folder)
    tell("导出表外的数据")
    rest = write_rest(folder)
    tell("导出文件")
    remarks = write_files(folder)
    tell("导出任免审批表")
    forms = write_forms(folder)
    tell("导出留痕")
    try:
        export_record(folder / RECORD, verifiers=True)
    except EmptyRecord as empty:
        remarks.append(str(empty))
    files = {
        file.relative_to(folder).as_posix(): _digest(file) for file in sorted(folder.rglob("*")) if file.is_file()
    }
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": plain(timezone.now()),
        "tables": tables,
        "rest": rest,
        "forms": forms,
        "remarks": remarks,
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return manifest


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of an export; None where there is none. Raises Invalid when a file of it is gone or changed."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if manifest.get("format") != FORMAT:
        return None
    if manifest.get("version") != VERSION:
        raise Invalid("这份全量导出是别的版本写的，不能读；请用写它的版本。")
    changed = [name for name, digest in manifest["files"].items() if _digest_of(folder / name) != digest]
    if changed:
        raise Invalid(f"全量导出里这些文件缺失或改动过：{'、'.join(changed[:10])}；请用原来的那一份。")
    return manifest


def _digest_of(path: Path) -> str:
    return _digest(path) if path.is_file() else ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        total = sha256()
        while piece := file.read(1 << 20):
            total.update(piece)
    return total.hexdigest()
