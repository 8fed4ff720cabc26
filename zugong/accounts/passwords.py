"""What a password must be."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from zugong.accounts.models import User


class LongEnough:
    """At least so many characters."""

    def __init__(self, length: int) -> None:
        self.length = length

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        if len(password) < self.length:
            raise ValidationError(f"口令至少 {self.length} 个字符，现在是 {len(password)} 个。")

    def get_help_text(self) -> str:
        return f"至少 {self.length} 个字符。"


class NotAboutTheAccount:
    """Not the user name or the person's name."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        known = [text.lower() for text in (user.username, user.name) if len(text) > 1] if user else []
        if any(text in password.lower() for text in known):
            raise ValidationError("口令里不能含账号或姓名。")

    def get_help_text(self) -> str:
        return "不含账号和姓名。"


class NotCommon:
    """Not among the passwords everybody tries first."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        from django.contrib.auth.password_validation import CommonPasswordValidator

        try:
            CommonPasswordValidator().validate(password, user)
        except ValidationError:
            raise ValidationError("这个口令太常见，别人一猜就中；请换一个。") from None
        if len(set(password)) < 5:
            raise ValidationError("口令里不同的字符太少；请换一个。")

    def get_help_text(self) -> str:
        return "不用常见口令。"
