"""Words for relatives on the appointment form, and what makes a spouse a former one."""

from __future__ import annotations

from zugong.regulations.contract import Expr


SPOUSES = ("妻子", "丈夫", "配偶", "爱人", "妻", "夫")
CHILDREN = (
    "儿子", "女儿", "长子", "次子", "三子", "长女", "次女", "三女", "独子", "独女", "子", "女", "养子", "养女",
)  # fmt: skip
PARENTS = ("父亲", "母亲", "父", "母", "生父", "生母")

PASSED_AWAY = "去世|已故|病故|离异|离婚"
"""In the column of unit and post: not a spouse any more."""


def is_spouse(relation: Expr, unit_and_post: Expr) -> Expr:
    """Whether a row speaks of a present spouse."""
    return relation.isin(SPOUSES) & ~unit_and_post.fill_null("").re_search(PASSED_AWAY)
