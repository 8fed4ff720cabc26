"""The words of the record for opening sealed fields and for erasure."""

from __future__ import annotations


VERBS = {
    "people.sealed.opened": "打开保密字段",
    "people.sealed.taken_out": "导出保密字段",
    "people.record.taken_out": "取走本人档案",
    "people.person.erased": "清除人员资料",
}
