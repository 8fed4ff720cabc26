"""What is done to people and to what is written about them, in the words of the record.

Verbs about row-like facts follow from the table of facts; further modules `verbs_*.py` of this room add their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules


VERBS = {
    "people.person.registered": "登记人员",
    "people.person.corrected": "更正人员资料",
    "people.photo.set": "更换照片",
    "people.photo.removed": "撤下照片",
    "people.tenure.ended": "免去职务",
    "people.team.ordered": "班子排序",
    "people.posts.ordered": "职务排序",
    "people.career.rewritten": "修改简历",
    "people.sanction.acknowledged": "本人签收处分告知",
    "people.training.recorded": "登记培训记录",
    "people.marks.proposed": "按简历提出经历标记",
    "people.mark.confirmed": "认定经历",
    "people.mark.declined": "不认定经历",
    "people.transfer.sent": "发出转接",
    "people.transfer.accepted": "接收转接",
    "people.transfer.returned": "退回转接",
    "people.transfer.withdrawn": "撤回转接",
}

_DONE = {"added": "登记", "corrected": "更正", "removed": "删除"}


def verbs_of_this_room() -> Mapping[str, str]:
    """All of them."""
    import zugong.people
    from zugong.people.facts import FACTS

    found = dict(VERBS)
    for fact in FACTS.values():
        found |= {f"people.{fact.kind}.{act}": f"{word}{fact.label}" for act, word in _DONE.items()}
    for module in iter_modules(zugong.people.__path__):
        if module.name.startswith("verbs_"):
            found |= import_module(f"zugong.people.{module.name}").VERBS
    return found
