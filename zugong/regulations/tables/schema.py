"""The input contract as data: every table, column, key, reference and code, in English and Chinese.

Names and meanings are fixed; the list changes only by addition. Readers, the sample district, the engines and the
documentation all walk this one description.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a cell of the column holds, and how an engine stores it.

    TEXT and CODE are text; DATE a day; LAST_DAY an inclusive last day; COUNT a whole number >= 0; AMOUNT an exact
    decimal >= 0 with at most six places, held as whole millionths; FLAG a boolean.
    """

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    LAST_DAY = "last_day"
    COUNT = "count"
    AMOUNT = "amount"
    FLAG = "flag"


MILLIONTHS = 1_000_000
"""AMOUNT columns are stored as whole millionths: 1.5 hours is 1_500_000."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: identifier, Chinese label, content, and for CODE the allowed values with their labels."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    open_codes: bool = False  # other values than the codes are kept as text
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values must exist as `target` in `table`, when that table is in the data set."""

    column: str
    table: str
    target: str
    same: str | None = None  # this column must be equal on both rows


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the contract."""

    name: str
    label: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    interval: tuple[str, str] | None = None  # half-open [since, until)
    last_day: tuple[str, str] | None = None  # [since, last day]

    def column(self, name: str) -> Column:
        """The column of that identifier. Raises KeyError."""
        return self._by_name[name]

    @property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


def _text(name: str, label: str, *, required: bool = False) -> Column:
    return Column(name, label, Kind.TEXT, required)


def _code(
    name: str, label: str, codes: Mapping[str, str], *, required: bool = False, open_codes: bool = False
) -> Column:
    return Column(name, label, Kind.CODE, required, codes, open_codes)


def _date(name: str, label: str, *, required: bool = False) -> Column:
    return Column(name, label, Kind.DATE, required)


def _last_day(name: str, label: str) -> Column:
    return Column(name, label, Kind.LAST_DAY)


def _count(name: str, label: str, *, required: bool = False, minimum: int = 0) -> Column:
    return Column(name, label, Kind.COUNT, required, minimum=minimum)


def _amount(name: str, label: str, *, required: bool = False) -> Column:
    return Column(name, label, Kind.AMOUNT, required)


def _flag(name: str, label: str, *, required: bool = False) -> Column:
    return Column(name, label, Kind.FLAG, required)


ORGANIZATION_KINDS = {
    "committee": "党委",
    "leading_group": "党组",
    "general_branch": "党总支",
    "branch": "党支部",
    "branch_group": "党小组",
    "unit": "单位",
}
SETTINGS = {
    "village": "村",
    "community": "社区",
    "agency": "机关",
    "institution": "事业单位",
    "enterprise": "企业",
    "school": "学校",
    "other": "其他",
}
MEMBER_STATUSES = {"full": "正式", "probationary": "预备"}
BRANCH_POSTS = {"secretary": "书记", "deputy_secretary": "副书记", "committee_member": "委员", "member": "党员"}
MEETING_KINDS = {
    "branch_assembly": "支部党员大会",
    "branch_committee_meeting": "支部委员会会议",
    "branch_group_meeting": "党小组会",
    "party_lecture": "党课",
    "theme_day": "主题党日",
    "organizational_life_meeting": "组织生活会",
    "member_appraisal": "民主评议党员",
    "democratic_life_meeting": "民主生活会",
}
LECTURER_POSTS = {"secretary": "书记", "other": "其他"}
EDUCATION_LEVELS = {"postgraduate": "研究生", "bachelor": "大学", "associate": "大专", "below": "以下"}
LEVELS = {
    "clerk": "科员级",
    "section_deputy": "乡科级副职",
    "section_principal": "乡科级正职",
    "county_deputy": "县处级副职",
    "county_principal": "县处级正职",
    "bureau_deputy": "厅局级副职",
    "bureau_principal": "厅局级正职",
}
"""Post levels in ascending order."""
SANCTION_KINDS = {
    "party_warning": "党内警告",
    "party_serious_warning": "党内严重警告",
    "party_post_revoked": "撤销党内职务",
    "party_probation": "留党察看",
    "admin_warning": "政务警告",
    "admin_demerit": "记过",
    "admin_major_demerit": "记大过",
    "admin_demotion": "降级",
    "admin_post_revoked": "撤职",
    "admonition": "诫勉",
    "reassignment": "调整职务",
    "ordered_resignation": "责令辞职",
    "removal": "问责免职",
    "unfit_removal": "不适宜担任现职免职",
    "demotion": "降职",
}
GRADES = {
    "excellent": "优秀",
    "competent": "称职",
    "basically_competent": "基本称职",
    "incompetent": "不称职",
    "not_graded": "不定等次",
}
CLASS_KINDS = {"main": "主体班", "special": "专题班", "initial": "初任", "appointment": "任职", "other": "其他"}
COURSE_CATEGORIES = {
    "theory": "理论教育",
    "party_spirit": "党性教育",
    "capability": "履职能力",
    "knowledge": "知识培训",
}
EDUCATION_MODES = {"full_time": "全日制教育", "in_service": "在职教育"}
DIPLOMA_KINDS = {"education_level": "学历", "degree": "学位"}
RANKS = {
    "clerk_second": "二级科员",
    "clerk_first": "一级科员",
    "principal_clerk_fourth": "四级主任科员",
    "principal_clerk_third": "三级主任科员",
    "principal_clerk_second": "二级主任科员",
    "principal_clerk_first": "一级主任科员",
    "consultant_fourth": "四级调研员",
    "consultant_third": "三级调研员",
    "consultant_second": "二级调研员",
    "consultant_first": "一级调研员",
    "inspector_second": "二级巡视员",
    "inspector_first": "一级巡视员",
}
"""Ranks of the parallel ladder in ascending order (公务员职务与职级并行规定 2019)."""
DOSSIER_ITEMS = {
    "born_on": "出生日期",
    "work_started_on": "参加工作日期",
    "party_joined_on": "入党日期",
    "education": "学历学位",
    "career": "工作经历",
    "identity": "干部身份",
}
"""What a review of the dossier settles: 三龄两历一身份."""
DOSSIER_OUTCOMES = {"consistent": "一致", "in_doubt": "存疑", "settled": "已认定"}
REPORT_CHECKS = {"random": "随机抽查", "focused": "重点抽查", "none": "未查核"}
REPORT_OUTCOMES = {
    "consistent": "基本一致",
    "omitted_lightly": "漏报情节较轻",
    "omitted_seriously": "漏报情节较重",
    "concealed": "隐瞒不报",
    "pending": "查核中",
}
TRAINING_MODES = {"off_post": "脱产", "concentrated": "集中", "online": "网络", "base": "现场教学"}
SCHEMES = {"objective": "目标考核", "party_building": "党建责任制"}

_ORGANIZATION = Reference("organization_id", "organizations", "organization_id")
_PERSON = Reference("person_id", "people", "person_id")
_CLASS = Reference("class_id", "training_classes", "class_id")

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            Table(
                "organizations",
                "党组织与单位",
                (
                    _text("organization_id", "编号", required=True),
                    _text("name", "名称", required=True),
                    _text("parent_id", "上级编号"),
                    _code("kind", "类别", ORGANIZATION_KINDS, required=True),
                    _code("setting", "所在", SETTINGS),
                    _flag("publicity_line", "宣传思想文化线"),
                    _date("founded_on", "成立日期"),
                    _date("dissolved_on", "撤销日期"),
                    _flag("has_committee", "设支委会"),
                    _count("committee_size", "支委人数"),
                    _flag("holds_life_meeting", "召开民主生活会"),
                    _date("term_since", "本届起"),
                    _last_day("term_extended_until", "延期至"),
                ),
                key=("organization_id",),
                references=(Reference("parent_id", "organizations", "organization_id"),),
                interval=("founded_on", "dissolved_on"),
            ),
            Table(
                "members",
                "党员组织关系",
                (
                    _text("person_id", "人员编号", required=True),
                    _text("organization_id", "支部编号", required=True),
                    _code("status", "状态", MEMBER_STATUSES),
                    _date("since", "转入日期"),
                    _date("until", "转出日期"),
                    _code("branch_post", "支部职务", BRANCH_POSTS),
                ),
                key=("person_id", "organization_id", "since"),
                references=(_PERSON, _ORGANIZATION),
                interval=("since", "until"),
            ),
            Table(
                "meetings",
                "组织生活",
                (
                    _text("meeting_id", "编号", required=True),
                    _text("organization_id", "组织编号", required=True),
                    _code("kind", "类型", MEETING_KINDS, required=True),
                    _date("held_on", "日期", required=True),
                    _count("expected", "应到", minimum=1),
                    _count("present", "实到"),
                    _count("votes_for", "赞成票"),
                    _flag("must_learn", "必学内容"),
                    _code("lecturer_post", "主讲人职务", LECTURER_POSTS),
                    _date("deferral_consent_on", "延期批准日期"),
                ),
                key=("meeting_id",),
                references=(_ORGANIZATION,),
            ),
            Table(
                "people",
                "人员",
                (
                    _text("person_id", "编号", required=True),
                    _text("name", "姓名", required=True),
                    _text("sex", "性别"),
                    _text("ethnicity", "民族"),
                    _date("born_on", "出生年月"),
                    _date("work_started_on", "参加工作时间"),
                    _date("party_joined_on", "入党时间"),
                    _code("education", "学历", EDUCATION_LEVELS),
                    _text("id_number", "身份证号"),
                    _text("native_place", "籍贯"),
                    _text("birthplace", "出生地"),
                    _text("health", "健康状况"),
                    _text("technical_title", "专业技术职务"),
                    _text("specialty", "熟悉专业有何专长"),
                    _text("parties", "其他党派"),
                    _text("current_post", "现任职务"),
                    _text("rewards_and_sanctions", "奖惩情况"),
                    _text("organization_id", "管理单位编号"),
                ),
                key=("person_id",),
                references=(_ORGANIZATION,),
            ),
            Table(
                "family_members",
                "家庭成员",
                (
                    _text("person_id", "人员编号", required=True),
                    _text("relation", "称谓", required=True),
                    _text("name", "姓名", required=True),
                    _text("relative_person_id", "亲属人员编号"),
                    _text("organization_id", "亲属单位编号"),
                    _text("post", "亲属职务"),
                    _date("born_on", "出生年月"),
                    _text("political_status", "政治面貌"),
                    _text("unit_and_post", "工作单位及职务"),
                    _count("position", "排序"),
                ),
                key=("person_id", "relation", "name"),
                references=(_PERSON, Reference("relative_person_id", "people", "person_id"), _ORGANIZATION),
            ),
            Table(
                "tenures",
                "任职经历",
                (
                    _text("person_id", "人员编号", required=True),
                    _text("post", "职务", required=True),
                    _code("level", "层次", LEVELS),
                    _text("organization_id", "单位编号"),
                    _date("since", "起", required=True),
                    _date("until", "止"),
                    _flag("grassroots", "基层经历"),
                    _flag("publicity_line", "宣传思想文化线经历"),
                    _count("team_position", "班子排序"),
                    _count("post_position", "职务排序"),
                ),
                key=("person_id", "post", "organization_id", "since"),
                references=(_PERSON, _ORGANIZATION),
                interval=("since", "until"),
            ),
            Table(
                "career_entries",
                "简历",
                (
                    _text("person_id", "人员编号", required=True),
                    _count("position", "序号", required=True, minimum=1),
                    _count("within", "其间所属序号", minimum=1),
                    _date("since", "起"),
                    _date("until", "止"),
                    _text("text", "内容", required=True),
                ),
                key=("person_id", "position"),
                references=(_PERSON,),
            ),
            Table(
                "ranks",
                "职级",
                (
                    _text("person_id", "人员编号", required=True),
                    _code("rank", "职级", RANKS, required=True),
                    _date("since", "起", required=True),
                    _date("until", "止"),
                ),
                key=("person_id", "rank", "since"),
                references=(_PERSON,),
                interval=("since", "until"),
            ),
            Table(
                "diplomas",
                "学历学位",
                (
                    _text("person_id", "人员编号", required=True),
                    _code("mode", "教育类别", EDUCATION_MODES, required=True),
                    _code("kind", "学历或学位", DIPLOMA_KINDS, required=True),
                    _text("name", "名称", required=True),
                    _text("school", "毕业院校系及专业"),
                    _date("graduated_on", "毕业日期"),
                ),
                key=("person_id", "mode", "kind", "name"),
                references=(_PERSON,),
            ),
            Table(
                "rewards",
                "奖励",
                (
                    _text("person_id", "人员编号", required=True),
                    _text("name", "名称", required=True),
                    _text("awarded_by", "授予单位"),
                    _date("awarded_on", "授予日期", required=True),
                ),
                key=("person_id", "name", "awarded_on"),
                references=(_PERSON,),
            ),
            Table(
                "dossier_reviews",
                "档案审核",
                (
                    _text("person_id", "人员编号", required=True),
                    _code("item", "审核事项", DOSSIER_ITEMS, required=True),
                    _code("outcome", "审核结论", DOSSIER_OUTCOMES, required=True),
                    _text("settled_value", "认定内容"),
                    _date("reviewed_on", "审核日期"),
                    _text("document", "依据文号"),
                ),
                key=("person_id", "item"),
                references=(_PERSON,),
            ),
            Table(
                "personal_matters_reports",
                "个人有关事项报告",
                (
                    _text("person_id", "人员编号", required=True),
                    Column("year", "年度", Kind.COUNT, required=True, minimum=1900, maximum=2199),
                    _date("reported_on", "报告日期"),
                    _code("check", "查核方式", REPORT_CHECKS),
                    _date("checked_on", "查核日期"),
                    _code("outcome", "查核结果", REPORT_OUTCOMES),
                ),
                key=("person_id", "year"),
                references=(_PERSON,),
            ),
            Table(
                "post_quotas",
                "职数",
                (
                    _text("organization_id", "单位编号", required=True),
                    _code("level", "层次", LEVELS, required=True),
                    _count("quota", "核定职数", required=True),
                    _date("since", "起"),
                    _date("until", "止"),
                    _text("document", "依据文号"),
                ),
                key=("organization_id", "level", "since"),
                references=(_ORGANIZATION,),
                interval=("since", "until"),
            ),
            Table(
                "sanctions",
                "处分与组织处理",
                (
                    _text("sanction_id", "编号", required=True),
                    _text("person_id", "人员编号", required=True),
                    _code("kind", "种类", SANCTION_KINDS, required=True),
                    _date("decided_on", "决定日期", required=True),
                    _count("party_probation_months", "察看月数"),
                    _last_day("influence_until", "影响期止"),
                ),
                key=("sanction_id",),
                references=(_PERSON,),
                last_day=("decided_on", "influence_until"),
            ),
            Table(
                "annual_assessments",
                "年度考核",
                (
                    _text("person_id", "人员编号", required=True),
                    Column("year", "年度", Kind.COUNT, required=True, minimum=1900, maximum=2199),
                    _code("grade", "等次", GRADES, required=True),
                ),
                key=("person_id", "year"),
                references=(_PERSON,),
            ),
            Table(
                "training_classes",
                "培训班次",
                (
                    _text("class_id", "编号", required=True),
                    _text("name", "名称", required=True),
                    _code("kind", "类别", CLASS_KINDS),
                    _text("provider", "举办单位"),
                    _date("since", "开班"),
                    _last_day("until", "结班"),
                ),
                key=("class_id",),
                last_day=("since", "until"),
            ),
            Table(
                "training_courses",
                "课程",
                (
                    _text("class_id", "班次编号", required=True),
                    _text("course", "课程", required=True),
                    _code("category", "类别", COURSE_CATEGORIES, required=True),
                    _amount("hours", "学时", required=True),
                    _flag("leader_lecture", "领导干部授课"),
                ),
                key=("class_id", "course"),
                references=(_CLASS,),
            ),
            Table(
                "training_records",
                "培训记录",
                (
                    _text("person_id", "人员编号", required=True),
                    _text("class_id", "班次编号"),
                    _date("ended_on", "结束日期", required=True),
                    _amount("hours", "学时", required=True),
                    _amount("days", "天数"),
                    _code("mode", "方式", TRAINING_MODES),
                    _amount("leave_hours", "请假学时"),
                    _flag("recognized", "认可"),
                ),
                key=("person_id", "class_id", "ended_on"),
                references=(_PERSON, _CLASS),
            ),
            Table(
                "appointment_cases",
                "选任纪实",
                (
                    _text("case_id", "编号", required=True),
                    _text("person_id", "人员编号", required=True),
                    _text("target_post", "拟任职务"),
                    _text("target_organization_id", "拟任单位编号"),
                    _code("target_level", "拟任层次", LEVELS),
                    _code("from_level", "现任层次", LEVELS),
                    _flag("exceptional", "破格"),
                    _date("exceptional_consent_on", "上级同意日期"),
                    _flag("small_unit", "人数较少单位"),
                    _date("motion_on", "动议日期"),
                    _date("assembly_recommendation_on", "会议推荐日期"),
                    _date("interview_recommendation_on", "谈话推荐日期"),
                    _date("vetting_on", "考察日期"),
                    _date("vetting_notice_on", "考察预告日期"),
                    _count("vetting_team_size", "考察组人数"),
                    _date("dossier_reviewed_on", "档案审核日期"),
                    _date("personal_matters_checked_on", "个人事项查核日期"),
                    _date("integrity_opinion_on", "纪检监察意见日期"),
                    _date("petitions_cleared_on", "信访查核日期"),
                    _flag("signed_by_secretary", "书记签字"),
                    _flag("signed_by_discipline", "纪委书记签字"),
                    _date("decided_on", "讨论决定日期"),
                    _count("decision_expected", "应到", minimum=1),
                    _count("decision_present", "实到"),
                    _count("decision_for", "同意票"),
                    _date("notice_on", "公示日期"),
                    _last_day("notice_until", "公示截止"),
                    _date("letter_on", "任职文件日期"),
                    _date("effective_on", "任职日期"),
                    _date("talk_on", "任职谈话日期"),
                    _flag("probation_required", "须试用"),
                    _last_day("probation_until", "试用期止"),
                    _date("probation_concluded_on", "试用期满考核日期"),
                    _date("closed_on", "终止日期"),
                ),
                key=("case_id",),
                references=(_PERSON, Reference("target_organization_id", "organizations", "organization_id")),
            ),
            Table(
                "indicators",
                "考核指标",
                (
                    _text("indicator_id", "编号", required=True),
                    _code("scheme", "考核体系", SCHEMES, required=True, open_codes=True),
                    _text("name", "名称", required=True),
                    _text("parent_id", "上级指标"),
                    _amount("weight", "权重", required=True),
                    _flag("ideology", "意识形态"),
                ),
                key=("indicator_id",),
                references=(Reference("parent_id", "indicators", "indicator_id", same="scheme"),),
            ),
            Table(
                "indicator_scores",
                "指标得分",
                (
                    _text("subject_id", "被考核对象", required=True),
                    _text("indicator_id", "指标编号", required=True),
                    Column("score", "得分", Kind.AMOUNT, required=True, maximum=100),
                ),
                key=("subject_id", "indicator_id"),
                references=(Reference("indicator_id", "indicators", "indicator_id"),),
            ),
            Table(
                "workdays",
                "工作日历",
                (
                    _date("date", "日期", required=True),
                    _flag("is_workday", "工作日", required=True),
                ),
                key=("date",),
            ),
        )
    }
)
"""The tables of the contract by identifier."""
