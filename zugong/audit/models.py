"""The tables of the record. Rows are only ever added; database triggers refuse the rest."""

from __future__ import annotations

from django.db import models


class Head(models.Model):
    """The one row that serialises writers: how long the record is, and the peaks of its two trees."""

    origin = models.CharField("记录标识", max_length=200)
    epoch = models.PositiveIntegerField("期", default=1)
    size = models.BigIntegerField("条数", default=0)
    previous = models.CharField("上一条的摘要", max_length=64, default="")
    peaks_sha256 = models.TextField(default="")  # hex digests, separated by spaces
    peaks_sm3 = models.TextField(default="")

    class Meta:
        verbose_name = "记录头"


class Entry(models.Model):
    """One act: canonical text, its two leaf hashes, and copies of what lists are filtered by."""

    seq = models.BigIntegerField("序号", primary_key=True)
    body = models.TextField("正文")
    sha256 = models.BinaryField(max_length=32)
    sm3 = models.BinaryField(max_length=32)
    at = models.DateTimeField("时间", db_index=True)
    actor = models.CharField("账号", max_length=150, db_index=True)
    verb = models.CharField("事项", max_length=100, db_index=True)
    object = models.CharField("对象", max_length=200, db_index=True)

    class Meta:
        verbose_name = "留痕"
        ordering = ("seq",)


class Part(models.TextChoices):
    """Which of an entry's two payloads."""

    BEFORE = "before", "变更前"
    AFTER = "after", "变更后"


class Payload(models.Model):
    """Clear values beside an entry, salted, so that they can be erased and the tree still holds."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="payloads")
    part = models.CharField("部分", max_length=6, choices=Part.choices)
    salt = models.BinaryField(max_length=16, null=True)
    content = models.TextField("内容", null=True)  # noqa: DJ001 — null once erased
    erased_by = models.BigIntegerField("清除它的留痕序号", null=True)

    class Meta:
        verbose_name = "留痕内容"
        constraints = [models.UniqueConstraint(fields=["entry", "part"], name="one_payload_per_part")]


class Subject(models.Model):
    """Which rows an entry speaks of, so that the history of one thing is found quickly. Derived from the payloads."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="subjects")
    key = models.CharField("对象", max_length=200, db_index=True)

    class Meta:
        verbose_name = "留痕对象"


class Checkpoint(models.Model):
    """A signed tree head: both roots over the first `size` entries, in the note form of c2sp.org/tlog-checkpoint."""

    epoch = models.PositiveIntegerField("期", default=1)
    size = models.BigIntegerField("条数")
    at = models.DateTimeField("时间", db_index=True)
    occasion = models.CharField("缘由", max_length=100)
    note = models.TextField("签名检查点（SHA-256）")
    note_sm3 = models.TextField("签名检查点（SM3）")

    class Meta:
        verbose_name = "检查点"
        ordering = ("id",)
