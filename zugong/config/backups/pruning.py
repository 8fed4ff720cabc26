"""Remove older backups, but only those this very system made."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from zugong.config.backups import manifest
from zugong.config.backups.errors import BackupError


PREFIX, SUFFIX = "zugong-backup-", ".zip"
OURS = re.compile(rf"{PREFIX}\d{{8}}T\d{{6}}Z{re.escape(SUFFIX)}")
SAME = "django_key"
"""Every system has this key from its first start on: its fingerprint tells whose backup it is."""


def prune(folder: Path, keep: int, keys: dict[str, str]) -> list[Path]:
    """Remove all but the newest `keep` backups of the system with these key fingerprints; returns the removed.

    Files of another name, of another system, or that cannot be read stay.
    """
    ours = [path for path in sorted(folder.iterdir()) if OURS.fullmatch(path.name) and _made_with(path, keys)]
    old = ours[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old


def _made_with(path: Path, keys: dict[str, str]) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            said = manifest.read_manifest(archive.read(manifest.NAME))
    except (OSError, zipfile.BadZipFile, KeyError, BackupError):
        return False
    return SAME in keys and said.keys.get(SAME) == keys[SAME]
