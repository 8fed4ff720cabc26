"""Accounts, their second factor and their sessions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from zugong.accounts.browsers import browser_in_words
from zugong.accounts.enums import Administration
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.core.clock import today


class Users(models.Manager.from_queryset(RecordedQuerySet)):
    """Accounts, found by user name."""

    def get_by_natural_key(self, username: str) -> User:
        return self.get(username=username)


class User(RecordedModel, AbstractBaseUser):
    """An account of one person. An administrator holds no role and sees no cadre data."""

    digested: ClassVar[frozenset[str]] = frozenset({"password"})
    last_login = None
    USERNAME_FIELD = "username"

    username = models.CharField("账号", max_length=60, unique=True, error_messages={"unique": "已有这个账号。"})
    name = models.CharField("姓名", max_length=60)
    administration = models.CharField("三员", max_length=30, choices=Administration.choices, blank=True, default="")
    is_active = models.BooleanField("启用", default=True)
    password_changed_at = models.DateTimeField("口令修改时间", null=True, blank=True)
    password_must_change = models.BooleanField("下次登录须改口令", default=True)

    objects = Users()

    class Meta:
        verbose_name = "账号"
        base_manager_name = "objects"
        ordering = ("username",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(administration__in=["", *Administration.values]),
                name="known_administration",
                violation_error_message="三员只能是系统管理员、安全管理员、审计管理员之一。",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def check_password(self, raw_password: str) -> bool:  # type: ignore[override]
        """Whether it is the password; never rewrites the stored one, which would pass the record by."""
        from django.contrib.auth.hashers import check_password

        return check_password(raw_password, self.password)

    @property
    def is_administrator(self) -> bool:
        """Whether this is one of the three administrators."""
        return bool(self.administration)


class SecondFactor(RecordedModel):
    """A TOTP secret (RFC 6238), sealed with the field key; in force once a code of it was given."""

    digested: ClassVar[frozenset[str]] = frozenset({"sealed_secret"})

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="second_factor", verbose_name="账号")
    sealed_secret = models.BinaryField("密封的密钥")
    confirmed_at = models.DateTimeField("启用时间", null=True)

    class Meta:
        verbose_name = "第二因素"
        base_manager_name = "objects"


class UsedCode(models.Model):
    """The last time step whose code was used, so that no code works twice."""

    second_factor = models.OneToOneField(SecondFactor, on_delete=models.PROTECT)
    step = models.BigIntegerField("时间步")

    class Meta:
        verbose_name = "已用的动态码"


class Ending(models.TextChoices):
    """Why a session is over."""

    LEFT = "left", "本人退出"
    IDLE = "idle", "久未操作"
    LONG = "long", "登录已满时限"
    ENDED = "ended", "被结束"


class SignedIn(models.Model):
    """A session somebody can see and end: where from, since when, last used when. Kept for a while once it is over."""

    session_key = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signed_in")
    address = models.GenericIPAddressField("地址", null=True)
    agent = models.CharField("浏览器", max_length=300)
    since = models.DateTimeField("登录时间", default=timezone.now)
    last_seen_at = models.DateTimeField("最后使用", default=timezone.now)
    ended_at = models.DateTimeField("结束时间", null=True)
    ending = models.CharField("结束方式", max_length=5, choices=Ending.choices, blank=True, default="")

    class Meta:
        verbose_name = "登录"
        ordering = ("-last_seen_at",)

    @property
    def browser(self) -> str:
        """The browser in a few words."""
        return browser_in_words(self.agent)


def start_of_this_year() -> date:
    """1 January of the year it is in China."""
    return date(today().year, 1, 1)


class Installation(models.Model):
    """The one row that says whose installation this is, whether its people are invented, and since when it is judged.

    Before `judged_since` the register is not complete, so that what is missing there proves nothing.
    """

    name = models.CharField("单位名称", max_length=100)
    is_sample = models.BooleanField("示例数据", default=False)
    judged_since = models.DateField("从哪天起核查", default=start_of_this_year)
    created_at = models.DateTimeField("启用时间", default=timezone.now)

    class Meta:
        verbose_name = "本系统"
