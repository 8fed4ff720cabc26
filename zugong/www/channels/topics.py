"""The five channels as a table: the words, the rules they look at, who reckons their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zugong.www.channels import figures


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: `prefixes` start the keys of its rules; `numbers` and `due` tell what there is for an account."""

    slug: str
    mono: str
    title: str
    about: str
    prefixes: tuple[str, ...]
    numbers: Callable[[Any, date], Iterable[figures.Figure]]
    due: Callable[[Any, date], Iterable[figures.Due]]
    honest: str

    def has(self, rule: str) -> bool:
        """Whether the rule belongs to this channel."""
        return rule.startswith(self.prefixes)


CHANNELS = {
    channel.slug: channel
    for channel in (
        Channel(
            "appointment",
            "选",
            "干部选任",
            "严把选人用人关口",
            ("appointment.", "organization.post_quota"),
            figures.appointment,
            figures.appointment_due,
            "选任的办理、审批页面还没有提供。这里汇总的是登记或导入的选任纪实，逐件按条文核查。",
        ),
        Channel(
            "training",
            "训",
            "教育培训",
            "党性教育占比、学时达标、分批轮训",
            ("training.", "appointment.qualification.training"),
            figures.training,
            figures.training_due,
            "培训计划、报名、考勤页面还没有提供。这里汇总的是登记或导入的班次、课程和培训记录。",
        ),
        Channel(
            "branch_life",
            "会",
            "组织生活",
            "三会一课、主题党日、组织生活会、民主生活会",
            ("branch_life.", "organization.branch", "organization.committee", "organization.term", "life_meeting."),
            figures.branch_life,
            figures.branch_life_due,
            "会议的登记、签到页面还没有提供。会议在导入导出里补录，录入后看板自动更新。",
        ),
        Channel(
            "assessment",
            "评",
            "考核",
            "意识形态工作占目标考核 10%、党建责任制考核 25%",
            ("assessment.",),
            figures.assessment,
            figures.nothing_due,
            "考核打分、述职评议页面还没有提供。这里汇总的是登记或导入的指标、得分和年度考核等次。",
        ),
        Channel(
            "accountability",
            "责",
            "问责申诉",
            "处分和组织处理的影响期，影响期内的考核和任用",
            ("appointment.bars.sanction", "assessment.sanction_effect", "assessment.unfit_removal_effect"),
            figures.accountability,
            figures.accountability_due,
            "问责立案、答复、申诉的办理页面还没有提供。处分由干部科、纪检监察登记或导入，只有这两个岗位和部领导能看。",
        ),
    )
}
