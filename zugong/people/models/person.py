"""A cadre or Party member, and who may see whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel
from zugong.core.clock import today
from zugong.evidence.models import StoredFile
from zugong.organizations.models import Organization
from zugong.organizations.scope import ScopedQuerySet, below, top_paths
from zugong.organizations.selectors import tops_of
from zugong.people.sealed import SealedTextField
from zugong.regulations.tables.schema import EDUCATION_LEVELS


class PersonQuerySet(ScopedQuerySet):
    """People are seen where they are managed and in the branch they belong to today."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """The people an account may see in these roles. Whoever holds the one root sees all, without looking."""
        paths = top_paths(user, roles)
        if covers_everything(user, paths):
            return self.all()
        homes = Organization.objects.filter(below(paths, "path")).order_by().values("pk")
        return self.filter(Q(home__in=homes) | Q(pk__in=_present(below(paths, "organization__path"))))

    def under(self, organization: Organization) -> Self:
        """The people of an organization and all below it."""
        homes = Organization.objects.under(organization).order_by().values("pk")
        branch = _present(Q(organization__path__startswith=organization.path))
        return self.filter(Q(home__in=homes) | Q(pk__in=branch))


def covers_everything(user: Any, paths: Collection[str]) -> bool:
    """Whether one of the account's paths is that of the only root. Looked up once for an account at hand."""
    if not any(path.count(".") == 1 for path in paths):
        return False
    return len(tops_of(user)) == 1


def _present(where: Q) -> Any:
    """Ids of people who belong today to a branch of which `where` holds."""
    open_end = Q(until__isnull=True) | Q(until__gt=today())
    from zugong.people.models.membership import Member

    return Member.objects.filter(where, open_end).values("person_id")


class Person(RecordedModel):
    """A cadre or Party member.

    `home` is where they are managed; it decides who may see them. `account` is their own, for their own record.
    `current_post` is the official wording for forms. `spoken_name` overrides the pinyin of the name, `strokes` orders
    by strokes of the surname.
    """

    scope_path = "home__path"

    code = models.CharField("编号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=200)
    sex = models.CharField("性别", max_length=60, blank=True, default="")
    ethnicity = models.CharField("民族", max_length=60, blank=True, default="")
    born_on = models.DateField("出生年月", null=True, blank=True)
    work_started_on = models.DateField("参加工作时间", null=True, blank=True)
    party_joined_on = models.DateField("入党时间", null=True, blank=True)
    education = models.CharField("学历", max_length=40, choices=list(EDUCATION_LEVELS.items()), blank=True, default="")
    home = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name="管理单位"
    )
    id_number = SealedTextField("身份证号", blank=True, default="", db_index=True)
    native_place = models.CharField("籍贯", max_length=60, blank=True, default="")
    birthplace = models.CharField("出生地", max_length=60, blank=True, default="")
    health = SealedTextField("健康状况", blank=True, default="")
    technical_title = models.CharField("专业技术职务", max_length=120, blank=True, default="")
    specialty = models.CharField("熟悉专业有何专长", max_length=200, blank=True, default="")
    parties = models.CharField("其他党派", max_length=60, blank=True, default="")
    current_post = models.CharField("现任职务", max_length=400, blank=True, default="")
    rewards_and_sanctions = models.TextField("奖惩情况", blank=True, default="")
    photo = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    account = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="person", verbose_name="本人账号"
    )
    pinyin = models.CharField("拼音", max_length=200, blank=True, default="", editable=False)
    strokes = models.CharField("笔画序", max_length=60, blank=True, default="", editable=False)
    spoken_name = models.CharField("姓名读音", max_length=100, blank=True, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "人员"
        base_manager_name = "objects"
        indexes = [
            # holds all that the list is ordered and narrowed by, so that a page far down costs no reading of rows; a
            # second index on the pinyin alone would be taken instead, and the rows read one by one
            models.Index(fields=["pinyin", "id", "home", "code", "name"], name="people_as_listed"),
            models.Index(fields=["strokes", "id", "home", "code", "name"], name="people_by_strokes"),
        ]
