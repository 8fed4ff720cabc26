"""The words of acts that the audit room and the server's commands leave on record."""

from __future__ import annotations

from zugong.audit.verbs import register_verbs


register_verbs({"www.record.listed": "导出留痕清单", "audit.backup.taken": "做备份"})
