"""Receive files to be loaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import NotAllowed
from zugong.exchange.folders import digest, files_folder, remove_files
from zugong.exchange.models import ImportBatch
from zugong.exchange.rights import LOADERS
from zugong.exchange.tasks import check_later
from zugong.exchange.uploads import check_upload, keep_upload
from zugong.organizations.scope import roles_of


def receive_batch(files: Sequence[Any], *, by: Acting) -> ImportBatch:
    """Keep the uploaded files and have them checked in the background. Raises NotAllowed, Invalid."""
    if by.user is None or not roles_of(by.user) & LOADERS:
        raise NotAllowed("您的岗位不导入数据；请把文件交给负责的科室。")
    check_upload(files, settings.UPLOAD_LIMIT)
    with recording(by.actor, "exchange.batch.received", "exchange.importbatch:") as change:
        batch = change.add(ImportBatch(user=by.user, source="", sha256="", size=0))
        try:
            names = keep_upload(files, files_folder(batch.folder))
            batch.source = "、".join(names)[:300]
            batch.sha256, batch.size = digest(files_folder(batch.folder).iterdir())
            change.save(batch)
        except BaseException:
            remove_files(batch.folder)
            raise
        transaction.on_commit(partial(check_later, batch, by))
    return batch
