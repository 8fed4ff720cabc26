#!/usr/bin/env python3
"""独立核验一份导出的留痕。只用 Python 标准库（3.9 以上），不联网，不依赖产生它的系统。

用法：
  python3 verify_record.py 留痕.zip [--checkpoint 检查点文件 …] [--keys 公钥文件] [--json]

退出码：0 全部成立；1 有不符；2 用法或文件问题。
检查什么、按什么次序、代码是什么意思，见随系统提供的《留痕：格式、核验、见证》。
"""

# ruff: noqa: B905, UP031, T201 — one file that runs by itself on any Python since 3.9

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import pathlib
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any


# ---------------------------------------------------------------- SM3 (GB/T 32905-2016)

IV = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)
MASK = 0xFFFFFFFF


def _rotate(word: int, places: int) -> int:
    places %= 32
    return ((word << places) | (word >> (32 - places))) & MASK


def _compress(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _rotate(words[j - 3], 15)
        mixed ^= _rotate(mixed, 15) ^ _rotate(mixed, 23)
        words.append(mixed ^ _rotate(words[j - 13], 7) ^ words[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        first = _rotate((_rotate(a, 12) + e + _rotate(constant, j)) & MASK, 7)
        second = first ^ _rotate(a, 12)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & g & MASK)
        one = (ff + d + second + (words[j] ^ words[j + 4])) & MASK
        two = (gg + h + first + words[j]) & MASK
        a, b, c, d = one, a, _rotate(b, 9), c
        e, f, g, h = two ^ _rotate(two, 9) ^ _rotate(two, 17), e, _rotate(f, 19), g
    return tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h)))


def plain_sm3(content: bytes) -> bytes:
    padded = content + b"\x80" + b"\x00" * ((55 - len(content)) % 64) + struct.pack(">Q", 8 * len(content))
    state: tuple[int, ...] = IV
    for start in range(0, len(padded), 64):
        state = _compress(state, padded[start : start + 64])
    return struct.pack(">8I", *state)


def sm3(content: bytes) -> bytes:
    try:
        return hashlib.new("sm3", content).digest()
    except ValueError:  # this Python was built without it
        return plain_sm3(content)


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


DIGESTS = (sha256, sm3)

# ---------------------------------------------------------------- Ed25519 (RFC 8032, section 5.1)

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
Point = tuple[int, int, int, int]
D = -121665 * pow(121666, P - 2, P) % P


def _add(p: Point, q: Point) -> Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point = _add(point, point)
        scalar >>= 1
    return total


def _point(content: bytes) -> Point | None:
    """The point of 32 bytes; None when there is none."""
    y = int.from_bytes(content, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else (0, y, 1, 0)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P:
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_holds(public: bytes, content: bytes, signature: bytes) -> bool:
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or BASE is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + content).digest(), "little") % L
    left, right = _times(s, BASE), _add(r, _times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---------------------------------------------------------------- the tree (RFC 9162, section 2.1)


class Tree:
    """Leaf by leaf; `roots` remembers the roots at the sizes asked for."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: tuple[list[bytes], list[bytes]] = ([], [])

    def add(self, body: bytes) -> None:
        content = b"\x00" + body
        for digest, peaks in zip(DIGESTS, self.peaks):
            leaf, size = digest(content), self.size
            while size & 1:
                leaf, size = digest(b"\x01" + peaks.pop() + leaf), size >> 1
            peaks.append(leaf)
        self.size += 1

    def roots(self) -> list[bytes]:
        found = []
        for digest, peaks in zip(DIGESTS, self.peaks):
            top = peaks[-1] if peaks else digest(b"")
            for peak in reversed(peaks[:-1]):
                top = digest(b"\x01" + peak + top)
            found.append(top)
        return found


# ---------------------------------------------------------------- notes (c2sp.org/signed-note)


class Broken(Exception):
    """The first fault: its code, and the entry or size it is about."""

    def __init__(self, code: str, seq: int | None = None, text: str = "") -> None:
        super().__init__(code, seq, text)
        self.code, self.seq, self.text = code, seq, text


Keys = dict[tuple[str, str], tuple[int, bytes]]
Note = tuple[str, int, bytes, str, list[tuple[str, str, bytes]]]


def read_keys(text: str) -> Keys:
    """Public keys by name and number. Raises ValueError."""
    keys: Keys = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, number, packed = line.split("+", 2)
        content = base64.b64decode(packed, validate=True)
        if len(content) != 33 or content[0] not in (1, 4):
            raise ValueError(line)
        if hashlib.sha256(name.encode() + b"\n" + content).hexdigest()[:8] != number:
            raise ValueError(line)
        keys[name, number] = (content[0], content[1:])
    return keys


def read_note(note: str) -> Note:
    """Origin, size, root, signed text, signature lines as (name, number, rest). Raises ValueError."""
    text, gap, lines = note.partition("\n\n")
    said = text.split("\n")
    if not gap or len(said) != 3 or not said[0] or not re.fullmatch("0|[1-9][0-9]{0,17}", said[1]):
        raise ValueError("note")
    root = base64.b64decode(said[2], validate=True)
    if len(root) != 32:
        raise ValueError("root")
    signatures = []
    for line in filter(None, lines.split("\n")):
        dash, name, packed = line.split(" ")
        content = base64.b64decode(packed, validate=True)
        if dash != "\u2014" or not name or len(content) <= 4:
            raise ValueError("signature")
        signatures.append((name, content[:4].hex(), content[4:]))
    return said[0], int(said[1]), root, text + "\n", signatures


def signers(text: str, signatures: list[tuple[str, str, bytes]], keys: Keys, size: int) -> list[tuple[int, str]]:
    """Names of the keys of both kinds that signed; raises Broken when a known key's signature does not hold."""
    found = []
    for name, number, rest in signatures:
        if (name, number) not in keys:
            continue
        kind, public = keys[name, number]
        signed, signature = text, rest
        if kind == 4:
            if len(rest) != 72:
                raise Broken("signature", size, name + " 的签名长度不对")
            signed = "cosignature/v1\ntime %d\n%s" % (struct.unpack(">Q", rest[:8])[0], text)
            signature = rest[8:]
        if not ed25519_holds(public, signed.encode(), signature):
            raise Broken("signature", size, name + " 的签名不成立")
        found.append((kind, name))
    return found


# ---------------------------------------------------------------- the checks, in the order of the document

FILES = ("entries.jsonl", "checkpoints.jsonl", "keys.txt")


class Verification:
    """Verifies one export, read twice line by line: it may be larger than memory."""

    def __init__(self, archive: zipfile.ZipFile, outside: Sequence[str] = (), keys: str | None = None) -> None:
        self.archive, self.outside = archive, outside
        self.trusted = keys is not None
        self.keys: Keys = read_keys(keys) if keys is not None else {}
        self.tree, self.erased, self.unknown = Tree(), 0, 0
        self.roots: dict[int, list[bytes]] = {}
        self.witnesses: list[str] = []

    def run(self) -> None:
        manifest = self._manifest()
        checkpoints = self._checkpoint_rows()
        for _ in self._entry_lines():
            pass  # a line that cannot be read is told before anything else
        notes = [self._outside(note) for note in self.outside]
        wanted = {row["size"] for row in checkpoints} | {note[1] for note in notes if note}
        self._entries(manifest, wanted)
        if self.tree.size != manifest["size"]:
            raise Broken("size", None, "有 %d 条，清单写 %d 条" % (self.tree.size, manifest["size"]))
        for row in checkpoints:
            self._checkpoint(manifest, row)
        if not any(row["size"] == self.tree.size for row in checkpoints):
            raise Broken("unsigned", None, "没有盖住全部留痕的检查点")
        for note in notes:
            self._earlier(manifest, note)

    def _manifest(self) -> dict[str, Any]:
        try:
            manifest: dict[str, Any] = json.loads(self.archive.read("manifest.json"))
            known = (manifest["format"], manifest["version"]) == ("zugong-record", 1)
            digests = {name: manifest["files"][name] for name in FILES}
            whole = isinstance(manifest["size"], int) and isinstance(manifest["epoch"], int)
            origin = manifest["origin"]
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
            raise Broken("file", None, "清单读不出：%s" % error) from None
        if not known or not whole or not isinstance(origin, str):
            raise Broken("file", None, "不认得的格式或版本")
        for name in FILES:
            if self._digest(name) != digests[name]:
                raise Broken("file", None, name + " 与清单里的摘要不符")
        if not self.trusted:
            try:
                self.keys = read_keys(self.archive.read("keys.txt").decode())
            except ValueError:
                raise Broken("file", None, "keys.txt 读不出") from None
        return manifest

    def _digest(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self.archive.open(name) as member:
                for piece in iter(lambda: member.read(1 << 20), b""):
                    digest.update(piece)
        except (KeyError, zipfile.BadZipFile, zlib.error):
            raise Broken("file", None, name + " 不在里面，或者坏了") from None
        return digest.hexdigest()

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        with self.archive.open(name) as member:
            for number, line in enumerate(member, 1):
                try:
                    read = json.loads(line)
                except ValueError:
                    read = None
                if not isinstance(read, dict):
                    raise Broken("file", None, "%s 第 %d 行读不出" % (name, number))
                yield read

    def _checkpoint_rows(self) -> list[dict[str, Any]]:
        rows = list(self._lines("checkpoints.jsonl"))
        if any(type(row.get("size")) is not int for row in rows):
            raise Broken("file", None, "checkpoints.jsonl 里有读不出的行")
        return rows

    def _entry_lines(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Each line with what its body says."""
        for line in self._lines("entries.jsonl"):
            try:
                said = json.loads(line["body"])
                rows = line["rows"]
            except (ValueError, KeyError, TypeError):
                said = rows = None
            if not isinstance(said, dict) or not isinstance(rows, list):
                raise Broken("file", None, "entries.jsonl 里有读不出的留痕")
            yield line, said

    def _entries(self, manifest: dict[str, Any], wanted: Any) -> None:
        previous, epoch = "", 1
        for seq, (line, said) in enumerate(self._entry_lines()):
            if said.get("seq") != seq:
                raise Broken("seq", seq)
            if type(said.get("epoch")) is not int or not epoch <= said["epoch"] <= manifest["epoch"]:
                raise Broken("epoch", seq)
            epoch = said["epoch"]
            if said.get("previous") != previous:
                raise Broken("previous", seq)
            if self._rows(line["rows"]) != said.get("rows"):
                raise Broken("rows", seq)
            body = line["body"].encode()
            self.tree.add(body)
            previous = hashlib.sha256(b"\x00" + body).hexdigest()
            if seq + 1 in wanted:
                self.roots[seq + 1] = self.tree.roots()
        self.roots[0] = [digest(b"") for digest in DIGESTS]

    def _rows(self, rows: list[Any]) -> Any:
        """What the body must say of these rows; None without rows, an empty object when they cannot be read."""
        if not rows:
            return None
        told = [b"", b""]
        try:
            for row in rows:
                if "content" in row:
                    salted = bytes.fromhex(row["salt"]) + row["content"].encode()
                    digests = [digest(salted) for digest in DIGESTS]
                else:
                    digests = [bytes.fromhex(row["sha256"]), bytes.fromhex(row["sm3"])]
                    self.erased += 1
                for place, digest in enumerate(digests):
                    told[place] += row["key"].encode() + b"\n" + digest
        except (KeyError, ValueError, TypeError, AttributeError):
            return {}
        return {"count": len(rows), "sha256": sha256(told[0]).hex(), "sm3": sm3(told[1]).hex()}

    def _checkpoint(self, manifest: dict[str, Any], row: dict[str, Any]) -> None:
        size = row["size"]
        for place, name in enumerate(("note", "note_sm3")):
            try:
                origin, said, root, text, signatures = read_note(row[name])
            except (ValueError, KeyError, AttributeError):
                raise Broken("checkpoint", None, "检查点读不出") from None
            expected = "%s/%s%s" % (manifest["origin"], row.get("epoch"), ("", "/sm3")[place])
            if origin != expected or said != size:
                raise Broken("checkpoint", size, "来源或条数与登记的不符")
            self._signed(origin, size, text, signatures)
            self._root(size, root, place, "root")

    def _signed(self, origin: str, size: int, text: str, signatures: list[tuple[str, str, bytes]]) -> None:
        found = signers(text, signatures, self.keys, size)
        if (1, origin) not in found:
            raise Broken("signature", size, "没有本系统的签名")
        for kind, name in found:
            if kind == 4 and name not in self.witnesses:
                self.witnesses.append(name)
        self.unknown += len(signatures) - len(found)

    def _root(self, size: int, root: bytes, place: int, code: str) -> None:
        if size > self.tree.size:
            raise Broken("truncated", size, "留痕只有 %d 条" % self.tree.size)
        if self.roots[size][place] != root:
            raise Broken(code, size)

    def _outside(self, note: str) -> Note | None:
        try:
            return read_note(note)
        except ValueError:
            return None

    def _earlier(self, manifest: dict[str, Any], note: Note | None) -> None:
        if note is None:
            raise Broken("checkpoint", None, "外部检查点读不出")
        origin, size, root, text, signatures = note
        found = re.fullmatch(re.escape(manifest["origin"]) + r"/([1-9][0-9]{0,8})(/sm3)?", origin)
        if not found or int(found[1]) > manifest["epoch"]:
            raise Broken("checkpoint", size, "外部检查点属于另一份记录：" + origin)
        self._signed(origin, size, text, signatures)
        self._root(size, root, 1 if found[2] else 0, "split")

    def result(self) -> dict[str, Any]:
        """The verdict, as the vectors of the document state it."""
        try:
            self.run()
        except Broken as broken:
            return {
                "verdict": "broken",
                "first": {"code": broken.code, "seq": broken.seq},
                "text": broken.text,
            }
        first, second = self.tree.roots()
        return {
            "verdict": "holds",
            "first": None,
            "size": self.tree.size,
            "root_sha256": first.hex(),
            "root_sm3": second.hex(),
            "erased": self.erased,
            "witnesses": self.witnesses,
        }


# ---------------------------------------------------------------- the command

WORDS = {
    "file": "文件缺失、损坏或格式不认得",
    "seq": "序号不连续",
    "epoch": "期不对",
    "previous": "与上一条接不上：这一条或上一条的正文被改过",
    "rows": "内容与正文里的摘要不符",
    "size": "条数与清单不符",
    "checkpoint": "检查点读不出，或不属于这份记录",
    "signature": "检查点的签名不成立",
    "truncated": "留痕比检查点短：后面的被删了",
    "root": "树根与检查点不符",
    "unsigned": "末尾的留痕没有检查点签名",
    "split": "与从前取走的检查点对不上：历史被改写过",
}


def told(result: dict[str, Any], verification: Verification) -> list[str]:
    if result["verdict"] == "broken":
        first = result["first"]
        place = (
            ""
            if first["seq"] is None
            else "（%s %d）"
            % (
                "第" if first["code"] in ("seq", "epoch", "previous", "rows") else "条数",
                first["seq"],
            )
        )
        return ["不成立：%s%s %s" % (WORDS[first["code"]], place, result["text"]), "代码：%s" % first["code"]]
    lines = [
        "成立：%d 条留痕前后一致。" % result["size"],
        "树根 SHA-256 %s" % result["root_sha256"],
        "树根 SM3     %s" % result["root_sm3"],
    ]
    if result["erased"]:
        lines.append("依法清除过 %d 行内容，摘要仍在。" % result["erased"])
    if not verification.trusted:
        lines.append("注意：公钥出自导出本身，签名只说明导出前后一致。要确认是谁签的，请用 --keys 带来公钥文件。")
    if verification.outside:
        lines.append("带来的检查点都是这份记录的开头。")
    elif not result["witnesses"]:
        lines.append("注意：没有外部检查点，也没有见证人签名，不能证明操作者没有整体重写。")
    if result["witnesses"]:
        lines.append("见证人：" + "、".join(result["witnesses"]))
    if verification.unknown:
        lines.append("另有 %d 个签名的公钥不在公钥文件里，没有检查。" % verification.unknown)
    lines.append("没有检查：业务数据是否与留痕相同（要在系统里核验）。")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="独立核验一份导出的留痕。")
    parser.add_argument("export", help="导出的 zip")
    parser.add_argument("--checkpoint", action="append", default=[], help="从前取走的检查点文件，可以写多次")
    parser.add_argument("--keys", help="自己保存的公钥文件")
    parser.add_argument("--json", action="store_true", help="结果写成 JSON")
    given = parser.parse_args(arguments)
    try:
        outside = [pathlib.Path(name).read_text("utf-8") for name in given.checkpoint]
        keys = pathlib.Path(given.keys).read_text("utf-8") if given.keys else None
        with zipfile.ZipFile(given.export) as archive:
            verification = Verification(archive, outside, keys)
            result = verification.result()
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        print("读不出：%s" % error, file=sys.stderr)
        return 2
    print(json.dumps(result, ensure_ascii=False) if given.json else "\n".join(told(result, verification)))
    return 0 if result["verdict"] == "holds" else 1


if __name__ == "__main__":
    sys.exit(main())
