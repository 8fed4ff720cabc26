"""The stick of a witness: its key, and every checkpoint it has seen and signed. Needs no database.

A witness signs only what continues what it signed last. That is all it does, and all it must never forget.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zugong.audit.hashing import DIGESTS
from zugong.audit.notes import Checkpoint, Key, cosign, read_checkpoint, witness_key
from zugong.audit.proofs import consistency_holds, consistency_proof, tree_root


KEY_FILE, NAME_FILE, SEEN_FILE = "witness.key", "witness.pub", "seen.jsonl"
PLAIN_FILES = ("checkpoint.txt", "checkpoint-sm3.txt")
"""The last checkpoint seen, for `zugong audit verify --checkpoint` and the offline verifiers."""


class Refuses(Exception):
    """The witness does not sign; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A checkpoint the witness has signed: both notes as the installation signed them, and its own lines."""

    epoch: int
    size: int
    note: str
    note_sm3: str
    line: str
    line_sm3: str


@dataclass(frozen=True, slots=True)
class Stick:
    """What a witness carries: the private key under its name, and what it has seen, in order."""

    folder: Path
    name: str
    key: Ed25519PrivateKey
    seen: tuple[Seen, ...]

    @property
    def public(self) -> Key:
        return witness_key(self.name, self.key)

    @property
    def last(self) -> Seen | None:
        return self.seen[-1] if self.seen else None


def open_stick(folder: Path, name: str = "") -> Stick:
    """The stick in that folder; a new one under `name` when there is none. Raises Refuses, OSError."""
    path = folder / KEY_FILE
    if not path.exists():
        return _new_stick(folder, name)
    try:
        public = Key.read((folder / NAME_FILE).read_text("utf-8"))
        private = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
        lines = (folder / SEEN_FILE).read_text("utf-8").splitlines() if (folder / SEEN_FILE).exists() else []
        seen = tuple(Seen(**json.loads(line)) for line in lines)
    except (ValueError, TypeError) as error:
        raise Refuses(f"U 盘 {folder} 上的见证文件读不出（{error}）。不要删改，另取备份。") from None
    if witness_key(public.name, private) != public:
        raise Refuses(f"U 盘 {folder} 上的公钥与私钥不是一对。不要使用，另取备份。")
    if name and name != public.name:
        raise Refuses(f"这个 U 盘属于见证人“{public.name}”，不是“{name}”。")
    return Stick(folder, public.name, private, seen)


def witness(stick: Stick, note: str, note_sm3: str, leaves: Mapping[str, Sequence[bytes]], *, new_epoch: bool) -> Seen:
    """Sign a checkpoint after checking both of its notes against the leaf hashes, and remember it.

    The checkpoint signed last is not signed again. `new_epoch` is the witness's consent that a later epoch is no
    continuation. Raises Refuses, BadNote, OSError.
    """
    told = (read_checkpoint(note), read_checkpoint(note_sm3))
    for name, one in zip(DIGESTS, told, strict=True):
        if tree_root(leaves[name][: one.size], DIGESTS[name]) != one.root or len(leaves[name]) < one.size:
            raise Refuses("这个检查点的树根与留痕不符，不签。请先运行 zugong audit verify。")
    if stick.last is not None:
        _continues(stick.last, told, leaves, new_epoch=new_epoch)
    if stick.last is not None and (stick.last.note, stick.last.note_sm3) == (note, note_sm3):
        return stick.last
    lines = [str(cosign(one.text, stick.name, stick.key, int(time.time()))) for one in told]
    seen = Seen(told[0].epoch, told[0].size, note, note_sm3, lines[0], lines[1])
    _remember(stick, seen)
    return seen


def _continues(
    last: Seen, told: tuple[Checkpoint, Checkpoint], leaves: Mapping[str, Sequence[bytes]], *, new_epoch: bool
) -> None:
    """Raises Refuses when what was seen last is no prefix of what is to be signed."""
    before = (read_checkpoint(last.note), read_checkpoint(last.note_sm3))
    if _record(before[0]) != _record(told[0]):
        raise Refuses(f"这是另一份记录（{told[0].origin}），这个 U 盘见证的是 {before[0].origin}。不签。")
    if all(_consistent(old, new, leaves[name], name) for name, old, new in zip(DIGESTS, before, told, strict=True)):
        return
    if told[0].epoch <= last.epoch:
        raise Refuses(
            f"上次见过第 {last.epoch} 期 {last.size} 条，现在的留痕（{told[0].size} 条）不是它的延续：被截短或改写过。"
            "不签。请保留现场，带上 U 盘里的 seen.jsonl 报告。"
        )
    if not new_epoch:
        raise Refuses(
            f"上次见过第 {last.epoch} 期 {last.size} 条，现在是第 {told[0].epoch} 期，恢复时丢失过留痕。"
            "看过开始新的一期那条留痕（谁、为什么）、并认可之后，加上 --new-epoch 再签。"
        )


def _consistent(old: Checkpoint, new: Checkpoint, leaves: Sequence[bytes], name: str) -> bool:
    if old.size > new.size:
        return False
    proof = consistency_proof(leaves[: new.size], old.size, DIGESTS[name])
    return consistency_holds(old.size, old.root, new.size, new.root, proof, DIGESTS[name])


def _record(told: Checkpoint) -> str:
    """The origin without the epoch."""
    return told.origin.rpartition("/")[0]


def _new_stick(folder: Path, name: str) -> Stick:
    if any((folder / other).exists() for other in (NAME_FILE, SEEN_FILE)):
        raise Refuses(f"U 盘 {folder} 上有见证记录而没有私钥文件 {KEY_FILE}。不要使用，另取备份。")
    if not name or any(sign.isspace() or sign == "+" for sign in name):
        raise Refuses("这个 U 盘第一次使用：请用 --name 写明见证人，例如 --name 区纪委监委（不含空格和加号）。")
    private = Ed25519PrivateKey.from_private_bytes(token_bytes(32))
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(private.private_bytes_raw())
    (folder / NAME_FILE).write_text(f"{witness_key(name, private)}\n", "utf-8")
    return Stick(folder, name, private, ())


def _remember(stick: Stick, seen: Seen) -> None:
    """Append and make sure it is on the stick: what was signed must not be forgotten."""
    with (stick.folder / SEEN_FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(seen), ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    for name, note in zip(PLAIN_FILES, (seen.note, seen.note_sm3), strict=True):
        (stick.folder / name).write_text(note, "utf-8")
