"""职务排序: the order in which the posts of one person are written."""

from __future__ import annotations

from collections.abc import Sequence

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Stale
from zugong.people.models import Person, Tenure
from zugong.people.policy import KEEPERS, fresh_person, must_keep
from zugong.people.selectors import present_on


def order_posts(person: Person, order: Sequence[int], *, by: Acting) -> None:
    """Number the present tenures from 1 in this order. Raises NotAllowed, Stale when the posts have changed."""
    with recording(by.actor, "people.posts.ordered", person) as change:
        kept = fresh_person(person)
        must_keep(by, KEEPERS, kept)
        posts = {row.pk: row for row in Tenure.objects.filter(present_on(today()), person=kept)}
        if sorted(order) != sorted(posts):
            raise Stale("职务在您打开之后有变动，顺序没有保存。请按最新内容再排。")
        for place, pk in enumerate(order, start=1):
            posts[pk].post_position = place
            change.save(posts[pk])
