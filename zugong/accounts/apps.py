"""账号."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class AccountsConfig(AppConfig):
    name = "zugong.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        from zugong.accounts import sessions  # noqa: F401 — connects the list of sessions to every sign-in

        register_verbs(
            {
                "accounts.desk.founded": "启用本系统",
                "accounts.account.opened": "开立账号",
                "accounts.account.closed": "停用账号",
                "accounts.account.reopened": "恢复使用账号",
                "accounts.account.renamed": "修改账号姓名",
                "accounts.account.unlocked": "解锁账号",
                "accounts.administrator.reset": "在服务器上重置三员账号",
                "accounts.password.changed": "本人修改口令",
                "accounts.password.reset": "重置口令",
                "accounts.second_factor.offered": "开始绑定动态码",
                "accounts.second_factor.confirmed": "绑定动态码",
                "accounts.second_factor.reset": "重置动态码",
                "accounts.session.opened": "登录",
                "accounts.session.refused": "登录被拒：口令或动态码不对",
                "accounts.session.locked": "登录被拒：试错次数过多，暂时锁定",
                "accounts.session.closed": "退出登录",
                "accounts.session.expired": "登录到时自动退出",
                "accounts.session.ended": "结束别处的登录",
                "organizations.grant.made": "授予岗位",
                "organizations.grant.revoked": "收回岗位",
            }
        )
