"""Keeps a judgement: writes only what differs from the findings already there, or a whole new run beside the old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb
import pyarrow as pa
from django.db import transaction
from django.db.models import QuerySet

from zugong.compliance.bulk import delete_findings, insert_findings, kept_findings, update_findings
from zugong.compliance.judging import Judged
from zugong.compliance.models import Change, Run, RunKind
from zugong.compliance.placing import KEPT_COLUMNS
from zugong.compliance.tallies import replace_tallies, tallied


ROWS_AT_ONCE = 20_000

IN_ONE_GO = 40_000
"""More differences than this are written beside in several transactions, so that nobody waits long to write."""

KEY = ("rule", "subject_kind", "subject_id", "period")
VALUES = tuple(name for name in KEPT_COLUMNS if name not in KEY)
NOTEWORTHY = "('fail', 'unknown')"

_USING = f"USING ({', '.join(KEY)})"
_DIFFERS = " OR ".join(f"j.{name} IS DISTINCT FROM k.{name}" for name in VALUES)
_ADDED = f"SELECT j.* FROM judged j ANTI JOIN kept k {_USING}"
_CHANGED = f"SELECT j.*, k.pk FROM judged j JOIN kept k {_USING} WHERE {_DIFFERS}"
_REMOVED = f"SELECT k.pk FROM kept k ANTI JOIN judged j {_USING}"
_TURNED = f"""
    SELECT {", ".join(KEY)}, coalesce(j.subject_name, k.subject_name) AS subject_name,
           coalesce(j.organization_id, k.organization_id) AS organization_id,
           coalesce(k.outcome, '') AS was, coalesce(j.outcome, '') AS became
    FROM judged j FULL JOIN kept k {_USING}
    WHERE was <> became AND (was IN {NOTEWORTHY} OR became IN {NOTEWORTHY})"""


def keep(judged: Judged, kind: RunKind, at: datetime) -> Run:
    """Make the judgement the current (or open) run, in one short transaction unless nearly everything is new.

    Findings that stay keep their number, so that links to them hold. What turned is noted for the current run, at the
    moment `at`; the first judgement of all turns nothing.
    """
    run = Run.objects.filter(kind=kind).first()
    if run is None:
        return keep_beside(judged, kind, at)
    with duckdb.connect() as engine:
        engine.register("judged", judged.findings)
        engine.register("kept", kept_findings(run))
        added, changed, removed, turned = (
            engine.execute(sql).to_arrow_table() for sql in (_ADDED, _CHANGED, _REMOVED, _TURNED)
        )
    changes = [Change(at=at, **row) for row in turned.to_pylist()] if kind == RunKind.CURRENT else []
    if added.num_rows + changed.num_rows + removed.num_rows > IN_ONE_GO:
        return keep_beside(judged, kind, at, changes)
    tallies = tallied(judged.findings)
    with transaction.atomic():
        _describe(run, judged, at).save()
        delete_findings(removed["pk"].to_pylist())
        insert_findings(run, added)
        update_findings(changed)
        replace_tallies(run, tallies)
        Change.objects.bulk_create(changes, batch_size=500)
    return run


def keep_beside(judged: Judged, kind: RunKind, at: datetime, changes: Sequence[Change] = ()) -> Run:
    """Write a whole new run, then let it take the place of the one of its kind (a past day: of the same day)."""
    run = _describe(Run(kind=RunKind.MAKING), judged, at)
    run.save()
    for part in _parts(judged.findings):
        with transaction.atomic():
            insert_findings(run, part)
    tallies = tallied(judged.findings)
    with transaction.atomic():
        replace_tallies(run, tallies)
        replaced = Run.objects.filter(kind=kind, **({"as_of": judged.as_of} if kind == RunKind.PAST else {}))
        old = list(replaced.values_list("pk", flat=True))
        replaced.update(kind=RunKind.MAKING)
        Run.objects.filter(pk=run.pk).update(kind=kind)
        Change.objects.bulk_create(changes, batch_size=500)
    run.kind = kind
    discard(Run.objects.filter(pk__in=old))
    return run


def discard(runs: QuerySet[Run]) -> None:
    """Delete runs with their findings, a part at a time."""
    for run in runs:
        while some := list(run.findings.values_list("pk", flat=True)[:ROWS_AT_ONCE]):
            with transaction.atomic():
                delete_findings(some)
        run.delete()


def _parts(findings: pa.Table) -> list[pa.Table]:
    return [findings.slice(start, ROWS_AT_ONCE) for start in range(0, findings.num_rows, ROWS_AT_ONCE)]


def _describe(run: Run, judged: Judged, at: datetime) -> Run:
    run.as_of, run.since, run.law, run.at = judged.as_of, judged.since, judged.law, at
    run.seconds, run.summary = judged.seconds, judged.summary
    return run
