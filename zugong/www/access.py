"""Who may open which address: every view says so, and a view that does not is closed to all.

A view about one thing names its model. The thing is looked up among what the account may see in the roles that open
the view, and is handed to the view; an id outside that scope is answered as if it did not exist, and leaves an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import User
from zugong.accounts.refusals import record_refusal
from zugong.organizations.scope import roles_of
from zugong.www.keeping import ask_to_sign_in


View = Callable[..., HttpResponseBase]

EVERYBODY = frozenset({*Role.values, *Administration.values})
"""Every account that holds a role or an administration."""


@dataclass(frozen=True, slots=True)
class Access:
    """What opens a view. `public` needs no account; `signed_in` any account, also one without a role yet.

    `roles` are roles and administrations; `model` the kind of thing the address names by `key` (a field of the model),
    which must be visible in one of the roles; holders of a role in `everywhere` see all things of the model, wherever
    in the tree. `post_only` views act; the rest answer GET, and POST where `posts`. `always` opens a view also to an
    account that must first change its password or bind its second factor.
    """

    roles: frozenset[str] = frozenset()
    model: type[models.Model] | None = None
    key: str = "pk"
    public: bool = False
    signed_in: bool = False
    posts: bool = False
    post_only: bool = False
    everywhere: frozenset[str] = frozenset()
    always: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods the view answers."""
        if self.post_only:
            return ("POST",)
        return ("GET", "HEAD", "POST") if self.posts else ("GET", "HEAD")


def page(
    *roles: str | Collection[str],
    on: type[models.Model] | None = None,
    key: str = "pk",
    posts: bool = False,
    post_only: bool = False,
    everywhere: Collection[str] = (),
) -> Callable[[View], View]:
    """Open a view to these roles. With `on`, the view gets the thing itself in place of its `key`."""
    flat = frozenset(name for role in roles for name in ([role] if isinstance(role, str) else role))
    return _declare(Access(flat, on, key, posts=posts, post_only=post_only, everywhere=frozenset(everywhere)))


def public(*, posts: bool = False, post_only: bool = False) -> Callable[[View], View]:
    """Open a view to everybody, signed in or not."""
    return _declare(Access(public=True, posts=posts, post_only=post_only, always=True))


def signed_in(*, posts: bool = False, post_only: bool = False, always: bool = False) -> Callable[[View], View]:
    """Open a view to every account, also one without a role yet."""
    return _declare(Access(signed_in=True, posts=posts, post_only=post_only, always=always))


def acting(request: HttpRequest, roles: Collection[str] | None = None) -> Acting:
    """Who acts in this request, in the first of the view's roles that the account holds."""
    held = roles_of(request.user)
    wanted = [role for role in (roles if roles is not None else held) if role in held]
    return Acting(request.user, sorted(wanted)[0] if wanted else "", request.number)  # type: ignore[arg-type, attr-defined]


def account_of(request: HttpRequest) -> User:
    """The account that is signed in, for views that need one."""
    user = request.user
    assert isinstance(user, User)
    return user


def _declare(access: Access) -> Callable[[View], View]:
    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            refused = _turn_away(request, access)
            if refused is not None:
                return refused
            if access.model is not None:
                named["thing"] = _find(request, access, named.pop(access.key))
            return view(request, *args, **named)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return declare


def _turn_away(request: HttpRequest, access: Access) -> HttpResponseBase | None:
    if request.method not in access.methods:
        return HttpResponseNotAllowed(access.methods)
    if access.public:
        return None
    if not request.user.is_authenticated:
        return ask_to_sign_in(request, acts_only=access.post_only)
    if not access.signed_in and not access.roles & roles_of(request.user):
        record_refusal(acting(request).actor, "www.page.refused", f"page:{request.resolver_match.view_name}")  # type: ignore[union-attr]
        raise PermissionDenied
    return None


def _find(request: HttpRequest, access: Access, value: Any) -> Any:
    """The thing the address names, if the account may see it; else the same answer as for one that is not there."""
    model: Any = access.model
    sees_all = access.everywhere & roles_of(request.user)
    visible = model.objects.all() if sees_all else model.objects.visible_to(request.user, access.roles)
    try:
        return visible.get(**{access.key: value})
    except (model.DoesNotExist, ValueError, OverflowError):
        kind = f"{model._meta.label_lower}:"
        record_refusal(acting(request).actor, "www.thing.out_of_scope", f"{kind}{value}"[:200], kind=kind)
        raise Http404 from None
