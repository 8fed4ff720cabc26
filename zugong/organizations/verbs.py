"""What is done to organizations, quotas and the calendar, in the words of the record."""

from __future__ import annotations


VERBS = {
    "organizations.organization.founded": "设立组织",
    "organizations.organization.edited": "修改组织资料",
    "organizations.organization.renamed": "组织更名",
    "organizations.organization.moved": "组织移到别的上级",
    "organizations.organization.merged": "组织合并",
    "organizations.organization.split": "组织分设",
    "organizations.organization.dissolved": "撤销组织",
    "organizations.organization.restored": "取消撤销",
    "organizations.organization.reordered": "下级重新排序",
    "organizations.quota.added": "新增职数",
    "organizations.quota.changed": "修改职数",
    "organizations.quota.closed": "终止职数",
    "organizations.calendar.day_set": "修改工作日历",
    "organizations.calendar.day_cleared": "工作日历恢复原样",
    "organizations.calendar.published": "公布全年工作日历",
}
