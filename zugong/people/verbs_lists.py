"""What is done with lists of people and saved queries, in the words of the record."""

from __future__ import annotations


VERBS = {
    "people.filter.saved": "保存常用查询",
    "people.filter.renamed": "常用查询改名",
    "people.filter.removed": "删除常用查询",
    "people.list.created": "建立名单",
    "people.list.changed": "修改名单",
    "people.list.locked": "锁定名单",
    "people.list.unlocked": "解锁名单",
    "people.list.extended": "名单加人",
    "people.list.shortened": "名单减人",
    "people.list.ordered": "名单排序",
    "people.list.shared": "共享名单",
    "people.list.unshared": "取消共享名单",
    "people.list.combined": "合成名单",
    "people.list.removed": "删除名单",
    "people.roster.taken_out": "导出花名册",
    "people.forms.taken_out": "导出任免审批表",
    "people.crosstab.taken_out": "导出统计表",
    "people.batch.changed": "批量修改",
    "people.batch.undone": "撤销批量修改",
}
