"""An invented person to try a layout on: every field filled, a long career, relatives."""

from __future__ import annotations

from zugong.formats.forms.career import career, read_career
from zugong.formats.forms.form import AppointmentForm, Relative


_CAREER = """2004.09--2008.07  某大学公共管理学院行政管理专业学习
2008.07--2012.03  示例区统计局科员
2012.03--2014.09  示例区上河村党支部第一书记（挂职）
2014.09--2018.05  示例区委办公室科员
（其间：2015.09--2018.06  某省委党校公共管理专业在职研究生学习）
2018.05--2022.06  示例区委宣传部办公室主任
2022.06--         示例镇党委副书记、镇长"""


def specimen_form() -> AppointmentForm:
    """高以宁（示例）."""
    lines = read_career(_CAREER)
    return AppointmentForm(
        name="高以宁",
        sex="女",
        born_on="1986-05",
        ethnicity="汉族",
        native_place="示例省示例市",
        birthplace="示例省示例市",
        party_joined_on="2008-07",
        work_started_on="2008-07",
        health="健康",
        technical_title="统计师",
        specialty="公共管理",
        full_time_education="大学",
        full_time_degree="管理学学士",
        full_time_education_school="某大学公共管理学院行政管理专业",
        in_service_education="省委党校研究生",
        in_service_education_school="某省委党校公共管理专业",
        current_post="示例镇党委副书记、镇长",
        proposed_post="示例区统计局党组书记、局长",
        removed_post="示例镇党委副书记、镇长",
        resume=lines,
        resume_text=career(lines),
        rewards_and_sanctions="2021年6月，被示例市委评为优秀党务工作者。",
        annual_assessments="2023年：优秀；2024年：称职；2025年：优秀",
        reason="工作需要",
        family=(
            Relative("丈夫", "示例甲", "1984-11", "中共党员", "示例区人民医院医生"),
            Relative("女儿", "示例乙", "2013-02", "群众", "示例区实验小学学生"),
            Relative("父亲", "示例丙", "1957-08", "中共党员", "示例区水利局退休干部"),
            Relative("母亲", "示例丁", "1958-12", "群众", "示例区纺织厂退休职工"),
        ),
        submitting_unit="中共示例区委组织部",
        age_as_of="2026-11",
        filled_on="2026-11-20",
        filled_by="李文静",
    )
