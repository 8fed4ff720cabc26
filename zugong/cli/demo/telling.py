"""Prints the sample accounts."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import User
from zugong.cli.demo.accounts import PASSWORD
from zugong.organizations.models import RoleGrant


def tell_accounts() -> None:
    """One line for each account: user name, name, role, over what."""
    table = Table(title="示例区的账号（人员和单位均为虚构）", title_justify="left")
    for head in ("账号", "姓名", "岗位", "管到哪里"):
        table.add_column(head)
    for grant in RoleGrant.objects.select_related("user", "organization").order_by("pk"):
        table.add_row(grant.user.username, grant.user.name, Role(grant.role).label, grant.organization.name)
    for user in User.objects.exclude(administration="").order_by("pk"):
        table.add_row(user.username, user.name, Administration(user.administration).label, "（不看干部数据）")
    console = Console()
    console.print(table)
    console.print(f"口令都是 {PASSWORD}")
