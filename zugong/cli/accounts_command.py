"""`zugong account`: what can be done to the three administrators' accounts only on the server itself."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zugong.cli.desk import start_django
from zugong.cli.messages import say


KINDS = {"system": "system_administrator", "security": "security_administrator", "audit": "audit_administrator"}


def configure(parser: ArgumentParser) -> None:
    """Arguments of the command."""
    acts = parser.add_subparsers(dest="act", metavar="<办什么>", required=True, title="办什么")
    reset = acts.add_parser("reset-administrator", help="三员登不进去时：给一次性口令，解除锁定、动态码和停用")
    reset.add_argument("username", metavar="账号")
    reset.add_argument("--reason", required=True, metavar="原因", help="写进留痕，例如：手机遗失，部务会同意重置")
    appoint = acts.add_parser("appoint", help="再开立一个三员账号，例如换人交接时")
    appoint.add_argument("kind", choices=list(KINDS), metavar="哪一员", help="system 系统，security 安全，audit 审计")
    appoint.add_argument("username", metavar="账号")
    appoint.add_argument("name", metavar="姓名")


def run(namespace: Namespace) -> int:
    """Do it, on record. Exit code 0; 2 when it cannot be done."""
    start_django()
    from zugong.core.errors import ActionError

    try:
        first = _reset(namespace) if namespace.act == "reset-administrator" else _appoint(namespace)
    except ActionError as problem:
        say(problem.message)
        return 2
    print(f"账号 {namespace.username} 的一次性口令（只显示这一次，7 天内有效，第一次登录时必须换掉）：\n\n  {first}\n")
    return 0


def _reset(namespace: Namespace) -> str:
    from zugong.accounts.acting import Acting
    from zugong.accounts.actions.reset_administrator import reset_administrator

    return reset_administrator(namespace.username, by=Acting.program("account"), reason=namespace.reason)


def _appoint(namespace: Namespace) -> str:
    from zugong.accounts.acting import Acting
    from zugong.accounts.actions.open_account import open_account

    by, kind = Acting.program("account"), KINDS[namespace.kind]
    return open_account(namespace.username, namespace.name, by=by, administration=kind)[1]
