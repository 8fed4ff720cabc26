"""Where a witness reads the end of the record: this database, or an export."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from zugong.audit.appending import leaf_hashes
from zugong.audit.checkpoints import latest_checkpoint
from zugong.audit.exporting import EmptyRecord
from zugong.audit.hashing import DIGESTS
from zugong.audit.models import Entry
from zugong.audit.verifiers.verify_record import WORDS, Verification
from zugong.audit.witnessing import Refuses


@dataclass(frozen=True, slots=True)
class End:
    """The newest checkpoint as the installation signed it, and the leaf hashes of both trees below it."""

    note: str
    note_sm3: str
    leaves: Mapping[str, Sequence[bytes]]


def stored_end() -> End:
    """From this database; the leaf hashes are computed from the texts. Raises EmptyRecord."""
    last = latest_checkpoint()
    if last is None:
        raise EmptyRecord("还没有留痕，没有可见证的。")
    bodies = Entry.objects.filter(seq__lt=last.size).order_by("seq").values_list("body", flat=True)
    return End(last.note, last.note_sm3, _leaves([leaf_hashes(body) for body in bodies.iterator(chunk_size=2_000)]))


def exported_end(path: Path) -> End:
    """From an export, which must verify as a whole. Raises Refuses, OSError."""
    try:
        with ZipFile(path) as archive:
            found = Verification(archive).result()
            if found["first"]:
                raise Refuses(f"这份导出核验不通过：{WORDS[found['first']['code']]}。不签。")
            last = json.loads(archive.read("checkpoints.jsonl").splitlines()[-1])
            with archive.open("entries.jsonl") as member:
                leaves = _leaves([leaf_hashes(json.loads(line)["body"]) for line in member])
    except BadZipFile:
        raise OSError(f"{path} 不是 zip，或者坏了") from None
    return End(_own(last["note"]), _own(last["note_sm3"]), leaves)


def _own(note: str) -> str:
    """The note with the line of the installation alone, which comes first."""
    text, _, lines = note.partition("\n\n")
    return f"{text}\n\n{lines.splitlines()[0]}\n"


def _leaves(hashes: Sequence[tuple[bytes, bytes]]) -> dict[str, list[bytes]]:
    return {name: [pair[place] for pair in hashes] for place, name in enumerate(DIGESTS)}
