"""`zugong init`: makes an empty installation ready, with its three administrators."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from zugong.cli.desk import start_django
from zugong.cli.messages import say


if TYPE_CHECKING:
    from zugong.accounts.models import User

DEFAULT_NAME = "本单位组织部"


def configure(parser: ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--name", default=DEFAULT_NAME, metavar="单位名称", help="例如 某某区委组织部")
    parser.add_argument("--sample", action="store_true", help="标明这里的人和事都是示例数据")


def run(namespace: Namespace) -> int:
    """Migrate, make the keys, open the three accounts, print their one-time passwords once.

    Exit code 0; 2 when there are accounts already, and nothing was changed but the database's version.
    """
    start_django()
    from zugong.accounts.acting import Acting
    from zugong.accounts.actions.found_desk import found_desk
    from zugong.cli.upgrade import prepare_desk
    from zugong.core.errors import ActionError
    from zugong.core.keys import secret

    prepare_desk()
    for name in ("django_key", "field_key", "record_key"):
        secret(name)
    try:
        opened = found_desk(namespace.name, by=Acting.program("init"), is_sample=namespace.sample)
    except ActionError as problem:
        say(f"{problem.message}")
        say("忘了三员口令，请用 zugong account reset-administrator 账号。")
        return 2
    _print(opened)
    return 0


def _print(opened: list[tuple[User, str]]) -> None:
    print("已准备好。三个管理员的一次性口令只显示这一次，请分别交给三个人，各自第一次登录时必须换掉：\n")
    for user, first in opened:
        print(f"  {user}　账号 {user.username}　一次性口令 {first}")
    print("\n系统管理员开立账号，安全管理员授予岗位，审计管理员查看留痕；三员互斥，都看不到干部数据。")
    print("下一步：zugong serve，然后在浏览器里登录。密钥在 ZUGONG_SECRETS 文件夹，请另外备份，不要和数据放在一起。")
    sys.stdout.flush()
