"""Builds exports for tests of the verifier page, from docs/operations/record.md, apart from the system's own code."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


ORIGIN = "zugong.local/record/0011aabb"
NAMES = ("sha256", "sm3")


def key(seed: int) -> Ed25519PrivateKey:
    """A key for tests."""
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def raw(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def digest(name: str, content: bytes) -> bytes:
    return hashlib.new(name, content).digest()


def key_id(name: str, kind: int, private: Ed25519PrivateKey) -> bytes:
    return digest("sha256", name.encode() + b"\n" + bytes([kind]) + raw(private))[:4]


def key_line(name: str, private: Ed25519PrivateKey, kind: int = 1) -> str:
    coded = b64encode(bytes([kind]) + raw(private)).decode()
    return f"{name}+{key_id(name, kind, private).hex()}+{coded}\n"


def root(name: str, leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, by recursion."""
    if not leaves:
        return digest(name, b"")
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return digest(name, b"\x01" + root(name, leaves[:half]) + root(name, leaves[half:]))


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass
class Export:
    """A record under construction; `files()` is the export, `note(size)` a checkpoint of it."""

    own: Ed25519PrivateKey = field(default_factory=lambda: key(1))
    epoch: int = 1
    entries: list[dict[str, Any]] = field(default_factory=list)
    leaves: dict[str, list[bytes]] = field(default_factory=lambda: {"sha256": [], "sm3": []})
    points: list[dict[str, Any]] = field(default_factory=list)
    keys: str = ""

    def add(self, *rows: dict[str, Any], **values: Any) -> None:
        """One entry with these rows (`key`, `salt` hex, `content`)."""
        body: dict[str, Any] = {"version": 1, "epoch": self.epoch, "seq": len(self.entries), "actor": "示例员"}
        body["previous"] = self.leaves["sha256"][-1].hex() if self.entries else ""
        if rows:
            body["rows"] = {"count": len(rows)} | {name: self._rows(name, rows) for name in NAMES}
        text = canonical(body | values)
        self.entries.append({"body": text, "rows": list(rows)})
        for name in NAMES:
            self.leaves[name].append(digest(name, b"\x00" + text.encode()))

    def _rows(self, name: str, rows: tuple[dict[str, Any], ...]) -> str:
        pieces = [
            row["key"].encode()
            + b"\n"
            + (
                bytes.fromhex(row[name])
                if name in row
                else digest(name, bytes.fromhex(row["salt"]) + row["content"].encode())
            )
            for row in rows
        ]
        return digest(name, b"".join(pieces)).hex()

    def note(self, size: int, name: str = "sha256", signer: Ed25519PrivateKey | None = None) -> str:
        """A signed checkpoint over the first `size` entries."""
        origin = f"{ORIGIN}/{self.epoch}" + ("/sm3" if name == "sm3" else "")
        text = f"{origin}\n{size}\n{b64encode(root(name, self.leaves[name][:size])).decode()}\n"
        signer = signer or self.own
        signature = b64encode(key_id(origin, 1, signer) + signer.sign(text.encode())).decode()
        return f"{text}\n— {origin} {signature}\n"

    def witnessed(self, note: str, name: str, witness: Ed25519PrivateKey, seconds: int = 1_790_000_000) -> str:
        """The note with a witness's line."""
        text = note[: note.index("\n\n") + 1]
        signed = witness.sign(f"cosignature/v1\ntime {seconds}\n{text}".encode())
        coded = b64encode(key_id(name, 4, witness) + seconds.to_bytes(8, "big") + signed).decode()
        return f"{note}— {name} {coded}\n"

    def checkpoint(self) -> None:
        """Sign both roots over what there is."""
        size = len(self.entries)
        for suffix in ("", "/sm3"):
            line = key_line(f"{ORIGIN}/{self.epoch}{suffix}", self.own)
            self.keys += "" if line in self.keys else line
        notes = {"note": self.note(size), "note_sm3": self.note(size, "sm3")}
        self.points.append({"epoch": self.epoch, "size": size, "at": "", "occasion": "", **notes})

    def files(self) -> dict[str, str]:
        """File name -> text, the manifest agreeing with the rest."""
        files = {
            "entries.jsonl": "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in self.entries),
            "checkpoints.jsonl": "".join(json.dumps(point, ensure_ascii=False) + "\n" for point in self.points),
            "keys.txt": self.keys,
        }
        manifest = {"format": "zugong-record", "version": 1, "origin": ORIGIN, "epoch": self.epoch}
        manifest |= {"size": len(self.entries), "made_at": "2026-01-31T08:00:00.000000Z"}
        manifest["files"] = {name: digest("sha256", text.encode()).hex() for name, text in files.items()}
        return {"manifest.json": canonical(manifest), **files}


def zipped(files: dict[str, str], *, method: int = zipfile.ZIP_DEFLATED, large: bool = False) -> bytes:
    """The export as one zip; `large` writes it as if it had more than 4 GiB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, text in files.items():
            with archive.open(name, "w", force_zip64=large) as entry:
                entry.write(text.encode())
    return target.getvalue()
