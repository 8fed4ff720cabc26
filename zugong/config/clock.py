"""Enqueues what is due. The jobs themselves run in the worker."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import Error, close_old_connections

from zugong.config import jobs
from zugong.config.schedule import Diary, due


log = logging.getLogger(__name__)


def ring(now: datetime) -> list[str]:
    """Enqueue each job that is due and note that it began; returns their tasks. A database that is away for a moment
    only puts them off to the next ring."""
    diary = Diary(settings.DATA / "schedule.json")
    last = diary.read()
    begun = []
    try:
        close_old_connections()
        for job in due(now, last):
            getattr(jobs, job.task).enqueue()
            last[job.task] = now
            begun.append(job.task)
    except Error:
        log.exception("定时任务没有排上，下一分钟再试")
    if begun:
        diary.write(last)
    return begun
