"""What pages remember for themselves; nothing here is on record."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Submission(models.Model):
    """A form that was acted upon, and where its sender was led."""

    digest = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=500, default="")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "已办的表单"
