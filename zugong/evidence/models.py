"""Files and photos: each lies once in the data folder under the digest of its content."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from zugong.audit.recorded import RecordedModel


class StoredFile(RecordedModel):
    """A file somebody handed in. Who may see it is decided by what it belongs to: it has no page of its own."""

    sha256 = models.CharField("摘要", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    name = models.CharField("文件名", max_length=200)
    kept_at = models.DateTimeField("收存时间", default=timezone.now)

    class Meta:
        verbose_name = "文件"
        base_manager_name = "objects"
