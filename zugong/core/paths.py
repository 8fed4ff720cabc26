"""Where an installation keeps its data and its secrets."""

from __future__ import annotations

import os
from pathlib import Path


DATA_SETTING = "ZUGONG_DATA"
"""Environment variable: folder of the databases and files; default `var` below the working directory."""

SECRETS_SETTING = "ZUGONG_SECRETS"
"""Environment variable: folder of the keys, never inside the data folder; default `secrets` beside it."""


def data_folder() -> Path:
    """The folder of databases and files, made if it is not there."""
    folder = Path(os.environ.get(DATA_SETTING) or "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secrets_folder() -> Path:
    """The folder of the keys. Raises ValueError when it would lie inside the data folder, which backups take."""
    data = data_folder()
    folder = Path(os.environ.get(SECRETS_SETTING) or data.parent / "secrets").resolve()
    if folder == data or data in folder.parents:
        raise ValueError(f"密钥文件夹 {folder} 不能放在数据文件夹 {data} 里：备份数据时会把密钥一起带走。")
    return folder
