"""Signed notes (c2sp.org/signed-note), checkpoints in them (tlog-checkpoint) and cosignatures (tlog-cosignature)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass
from struct import pack, unpack

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from zugong.audit.hashing import sha256


DASH = "—"  # U+2014
LOG, WITNESS = 1, 4
"""Kinds of keys: one signs the note itself, the other the note with the time it was seen."""

KEY_ID_BYTES, TIME_BYTES = 4, 8
SM3_SUFFIX = "/sm3"


class BadNote(ValueError):
    """Not a checkpoint; the message says why."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key under a name."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that name the key in a signature line."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public)[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def read(cls, text: str) -> Key:
        """Raises BadNote when it is not a public key, or its number is not that of the key."""
        try:
            name, number, packed = text.strip().split("+", 2)
            content = b64decode(packed, validate=True)
        except (ValueError, NotBase64):
            raise BadNote(f"不是公钥：{text.strip()[:80]}") from None
        if not name or re.search(r"\s", name) or content[:1] not in {b"\x01", b"\x04"} or len(content) != 33:
            raise BadNote(f"不是公钥：{text.strip()[:80]}")
        key = cls(name, content[0], content[1:])
        if key.id.hex() != number:
            raise BadNote(f"公钥 {name} 的编号与内容不符")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who, with which key, and what follows the key's number."""

    name: str
    key_id: bytes
    content: bytes

    def __str__(self) -> str:
        return f"{DASH} {self.name} {b64encode(self.key_id + self.content).decode()}\n"

    def holds(self, key: Key, text: str) -> bool:
        """Whether the key made it over this text."""
        signed, signature = text, self.content
        if key.kind == WITNESS:
            stamp, signature = self.content[:TIME_BYTES], self.content[TIME_BYTES:]
            if len(stamp) != TIME_BYTES:
                return False
            signed = _cosigned(unpack(">Q", stamp)[0], text)
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature, signed.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a note says: whose record, how many entries, the root over them; `text` is what is signed."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: tuple[Signature, ...]

    @property
    def epoch(self) -> int:
        """The epoch the origin ends with. Raises BadNote when it does not."""
        found = re.fullmatch(r".+/([1-9][0-9]{0,8})", self.origin.removesuffix(SM3_SUFFIX))
        if not found:
            raise BadNote(f"检查点的来源 {self.origin} 没有写明期")
        return int(found[1])

    @property
    def is_sm3(self) -> bool:
        """Whether the root is that of the SM3 tree."""
        return self.origin.endswith(SM3_SUFFIX)

    def signed_by(self, keys: Iterable[Key]) -> list[Key]:
        """Those of the keys that signed it. Raises BadNote when a line names one of them and does not hold."""
        known = {(key.name, key.id): key for key in keys}
        found = [known.get((signature.name, signature.key_id)) for signature in self.signatures]
        for key, signature in zip(found, self.signatures, strict=True):
            if key is not None and not signature.holds(key, self.text):
                raise BadNote(f"{key.name} 的签名不成立")
        return [key for key in found if key is not None]


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The text of a checkpoint, to be signed."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n"


def read_checkpoint(note: str) -> Checkpoint:
    """Read a signed checkpoint. Raises BadNote."""
    text, gap, lines = note.partition("\n\n")
    text += "\n"
    said = text.split("\n")
    if not gap or len(said) != 4 or not said[0] or not re.fullmatch(r"0|[1-9][0-9]{0,17}", said[1]):
        raise BadNote("不是检查点：应为来源、条数、树根三行，空行之后是签名")
    root = _decoded(said[2])
    if len(root) != 32:
        raise BadNote("检查点的树根不是 32 个字节")
    return Checkpoint(said[0], int(said[1]), root, text, tuple(_signature(line) for line in lines.split("\n") if line))


def sign(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """A note of this text with one signature."""
    signature = Signature(name, log_key(name, key).id, key.sign(text.encode()))
    return f"{text}\n{signature}"


def cosign(text: str, name: str, key: Ed25519PrivateKey, seconds: int) -> Signature:
    """The signature of a witness who saw this checkpoint at that Unix time."""
    content = pack(">Q", seconds) + key.sign(_cosigned(seconds, text).encode())
    return Signature(name, witness_key(name, key).id, content)


def log_key(name: str, key: Ed25519PrivateKey) -> Key:
    """The public key that goes with it, for signing checkpoints."""
    return Key(name, LOG, key.public_key().public_bytes_raw())


def witness_key(name: str, key: Ed25519PrivateKey) -> Key:
    """The public key that goes with it, for witnessing."""
    return Key(name, WITNESS, key.public_key().public_bytes_raw())


def _cosigned(seconds: int, text: str) -> str:
    return f"cosignature/v1\ntime {seconds}\n{text}"


def _signature(line: str) -> Signature:
    words = line.split(" ")
    if len(words) != 3 or words[0] != DASH or not words[1]:
        raise BadNote(f"不是签名行：{line[:80]}")
    content = _decoded(words[2])
    if len(content) <= KEY_ID_BYTES:
        raise BadNote(f"不是签名行：{line[:80]}")
    return Signature(words[1], content[:KEY_ID_BYTES], content[KEY_ID_BYTES:])


def _decoded(text: str) -> bytes:
    try:
        content = b64decode(text, validate=True)
    except (ValueError, NotBase64):
        content = b""
    if b64encode(content).decode() != text:  # the last letter may hold bits that mean nothing; then it was changed
        raise BadNote(f"不是 base64：{text[:80]}")
    return content
