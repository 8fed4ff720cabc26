"""The tables of the record. Rows are only ever added; database triggers refuse the rest (`zugong.audit.guards`)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from zugong.audit.recorded import RecordedModel


class Head(models.Model):
    """The one row that serialises writers: how long the record is, and the peaks of its two trees."""

    origin = models.CharField("记录标识", max_length=200)
    epoch = models.PositiveIntegerField("期", default=1)
    size = models.BigIntegerField("条数", default=0)
    previous = models.CharField("上一条的摘要", max_length=64, default="")
    peaks_sha256 = models.BinaryField(default=b"")  # digests of 32 bytes, one after another, the largest subtree first
    peaks_sm3 = models.BinaryField(default=b"")

    class Meta:
        verbose_name = "记录头"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]


class Entry(models.Model):
    """One act: canonical text, its two leaf hashes, and copies of what lists are filtered by."""

    seq = models.BigIntegerField("序号", primary_key=True)
    body = models.TextField("正文")
    sha256 = models.BinaryField(max_length=32)
    sm3 = models.BinaryField(max_length=32)
    at = models.DateTimeField("时间", db_index=True)
    actor = models.CharField("账号", max_length=150)
    verb = models.CharField("事项", max_length=100)
    object = models.CharField("对象", max_length=200)

    class Meta:
        verbose_name = "留痕"
        ordering = ("seq",)
        indexes = [  # with the number, so that the newest of a million are found without sorting
            models.Index(fields=["actor", "seq"], name="entry_by_actor"),
            models.Index(fields=["verb", "seq"], name="entry_by_verb"),
            models.Index(fields=["object", "seq"], name="entry_by_object"),
        ]


class Payload(models.Model):
    """What an entry says of one row, salted apart from its siblings, so that it alone can be erased.

    `content` is two canonical texts with a line break between: before and after. Once erased, only both digests are
    left, and the tree still holds.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="payloads")
    key = models.CharField("对象", max_length=200, db_index=True)
    salt = models.BinaryField(max_length=16, null=True)
    content = models.TextField("内容", null=True)  # noqa: DJ001 — null once erased
    erased_by = models.BigIntegerField("清除它的留痕序号", null=True)
    sha256 = models.BinaryField(max_length=32, null=True)
    sm3 = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = "留痕内容"
        ordering = ("id",)
        indexes = [
            # few rows or none: found without reading all
            models.Index(fields=["key"], condition=models.Q(content__isnull=True), name="erased_payload")
        ]


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


class Witness(RecordedModel):
    """Somebody outside the operation who keeps checkpoints and signs what agrees with them: 纪检, 机要."""

    name = models.CharField("见证人", max_length=100, unique=True, error_messages={"unique": "已有这个见证人。"})
    key = models.CharField("公钥", max_length=300, unique=True, error_messages={"unique": "这把公钥已经登记过。"})

    class Meta:
        verbose_name = "见证人"
        base_manager_name = "objects"
        ordering = ("name",)


class Cosignature(models.Model):
    """A witness has seen this checkpoint and found it to continue what was seen before."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="cosignatures")
    at = models.DateTimeField("时间")
    line = models.TextField("签名行（SHA-256）")
    line_sm3 = models.TextField("签名行（SM3）")

    class Meta:
        verbose_name = "见证签名"
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["checkpoint", "witness"], name="one_cosignature_each")]


class Verification(models.Model):
    """What a verification found. Not on record itself: it can be repeated by anybody at any time."""

    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    size = models.BigIntegerField("条数")
    ok = models.BooleanField("相符")
    report = models.JSONField("报告")

    class Meta:
        verbose_name = "核验"
        ordering = ("-at",)
