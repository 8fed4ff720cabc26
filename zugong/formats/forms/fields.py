"""The fields of an appointment form: identifier, element of an .lrmx file, Chinese label, length the editor allows.

Elements, order and lengths are those of the classic form files; the two of the newer dialect stand where it puts them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormField:
    """A field. `longest` counts characters, 0 where no limit is known; `newer` fields are not in classic files."""

    name: str
    element: str
    label: str
    longest: int = 0
    newer: bool = False


FIELDS = (
    FormField("name", "XingMing", "姓名", 18),
    FormField("sex", "XingBie", "性别", 1),
    FormField("born_on", "ChuShengNianYue", "出生年月", 8),
    FormField("ethnicity", "MinZu", "民族", 18),
    FormField("native_place", "JiGuan", "籍贯", 18),
    FormField("birthplace", "ChuShengDi", "出生地", 18),
    FormField("party_joined_on", "RuDangShiJian", "入党时间", 18),
    FormField("work_started_on", "CanJiaGongZuoShiJian", "参加工作时间", 8),
    FormField("retirement_on", "DaoLingNianYue", "到龄年月", newer=True),
    FormField("health", "JianKangZhuangKuang", "健康状况", 18),
    FormField("technical_title", "ZhuanYeJiShuZhiWu", "专业技术职务", 90),
    FormField("specialty", "ShuXiZhuanYeYouHeZhuanChang", "熟悉专业有何专长", 110),
    FormField("full_time_education", "QuanRiZhiJiaoYu_XueLi", "全日制教育学历", 54),
    FormField("full_time_degree", "QuanRiZhiJiaoYu_XueWei", "全日制教育学位", 54),
    FormField("full_time_education_school", "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "全日制学历毕业院校系及专业", 90),
    FormField("full_time_degree_school", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "全日制学位毕业院校系及专业", 90),
    FormField("in_service_education", "ZaiZhiJiaoYu_XueLi", "在职教育学历", 54),
    FormField("in_service_degree", "ZaiZhiJiaoYu_XueWei", "在职教育学位", 54),
    FormField("in_service_education_school", "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "在职学历毕业院校系及专业", 90),
    FormField("in_service_degree_school", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "在职学位毕业院校系及专业", 90),
    FormField("current_post", "XianRenZhiWu", "现任职务", 324),
    FormField("proposed_post", "NiRenZhiWu", "拟任职务", 324),
    FormField("removed_post", "NiMianZhiWu", "拟免职务", 324),
    FormField("resume", "JianLi", "简历"),
    FormField("rewards_and_sanctions", "JiangChengQingKuang", "奖惩情况", 552),
    FormField("annual_assessments", "NianDuKaoHeJieGuo", "年度考核结果", 414),
    FormField("reason", "RenMianLiYou", "任免理由", 552),
    FormField("family", "JiaTingChengYuan", "家庭主要成员及重要社会关系"),
    FormField("submitting_unit", "ChengBaoDanWei", "呈报单位", 252),
    FormField("former_age_limit", "GaiGeQianRenZhiNianLingJieXian", "改革前任职年龄界限", newer=True),
    FormField("age_as_of", "JiSuanNianLingShiJian", "计算年龄时间", 8),
    FormField("filled_on", "TianBiaoShiJian", "填表时间", 8),
    FormField("filled_by", "TianBiaoRen", "填表人", 18),
    FormField("id_number", "ShenFenZheng", "身份证号", 18),
    FormField("photo", "ZhaoPian", "照片"),
    FormField("version", "Version", "版本"),
)
"""In the order of a classic file."""

RELATIVE_FIELDS = (
    FormField("relation", "ChengWei", "称谓", 18),
    FormField("name", "XingMing", "姓名", 18),
    FormField("born_on", "ChuShengRiQi", "出生日期", 8),
    FormField("political_status", "ZhengZhiMianMao", "政治面貌", 18),
    FormField("unit_and_post", "GongZuoDanWeiJiZhiWu", "工作单位及职务", 124),
)
RELATIVE_ITEM = "Item"

BY_NAME = {field.name: field for field in FIELDS}
BY_ELEMENT = {field.element.lower(): field for field in FIELDS}
RELATIVE_BY_ELEMENT = {field.element.lower(): field for field in RELATIVE_FIELDS}

DAYS = ("born_on", "work_started_on", "age_as_of", "filled_on", "retirement_on")
"""Fields that hold a month or a day and nothing else; the day somebody joined the Party may stand among words."""

PRINTED_RELATIVES = 7
"""Rows for relatives on the printed form."""


def label_of(name: str) -> str:
    """The Chinese label of a field, of the file as a whole, or of what is not known."""
    return BY_NAME[name].label if name in BY_NAME else {"unknown": "不认识的项目"}.get(name, "文件")
