"""What runs in the background: checking what was sent, writing what was accepted."""

from __future__ import annotations

from django_tasks import task

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.approvals.models import Approval
from zugong.core.paths import data_folder
from zugong.exchange.folders import tidy_up
from zugong.exchange.models import ImportBatch


def check_later(batch: ImportBatch, by: Acting) -> None:
    """Have a batch checked in the background."""
    check.enqueue(batch.pk, *_names(by))


def load_later(batch: ImportBatch, by: Acting) -> None:
    """Have a batch written in the background."""
    load.enqueue(batch.pk, *_names(by))


def undo_later(batch: ImportBatch, by: Acting) -> None:
    """Have a batch taken back in the background."""
    undo.enqueue(batch.pk, *_names(by))


def leave_later(approval: Approval, by: Acting) -> None:
    """Have the full export written in the background, once the second person has said yes."""
    leave.enqueue(approval.pk, *_names(by))


@task()
def leave(approval: int, user: int, role: str, request: str) -> None:
    """Write the full export into the data folder."""
    from zugong.exchange.actions.take_whole_out import take_whole_out

    proposal = Approval.objects.get(pk=approval)
    folder = data_folder() / "exports" / f"{proposal.proposed['folder']}-{approval}"
    if not folder.exists():
        by = Acting(User.objects.get(pk=user), role, request)
        take_whole_out(folder, by=by.actor, second=proposal.proposed_by.username, reason=proposal.reason)


@task()
def undo(batch: int, user: int, role: str, request: str) -> None:
    """Take a batch back."""
    from zugong.exchange.actions.undo_batch import carry_out_undo

    carry_out_undo(batch, by=Acting(User.objects.get(pk=user), role, request))


@task()
def check(batch: int, user: int, role: str, request: str) -> None:
    """Compare a batch with the database; forget files that nobody needs any more."""
    from zugong.exchange.actions.check_batch import check_batch

    tidy_up()
    check_batch(batch, by=Acting(User.objects.get(pk=user), role, request))


@task()
def load(batch: int, user: int, role: str, request: str) -> None:
    """Write a batch into the database."""
    from zugong.exchange.actions.load_batch import load_batch

    load_batch(batch, by=Acting(User.objects.get(pk=user), role, request))


def _names(by: Acting) -> tuple[int, str, str]:
    if by.user is None:
        raise TypeError("在后台导入的只能是账号")
    return by.user.pk, by.role, by.request
