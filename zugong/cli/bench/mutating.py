"""Good files made bad: bytes flipped, parts cut, spliced, nested, repeated; input n follows from the seed and n."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file and the kind of good file it was."""

    kind: str
    content: bytes


_TOKENS = (
    b"<", b">", b"&", b"&#1;", b"&#xD;", b"&amp;lt;", b"&1lt;", b"]]>", b"<![CDATA[", b"<!--", b"<?xml?>",
    b"<!DOCTYPE a>", b"<Person>", b"</Person>", b"<Item>", b"</Item>", b"<XingMing>", b'","', b'"', b"@", b"#", b"\0",
    b"\x0b", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"--", b"1998.13", b"data:,", b"=", b"9" * 30,
    *(text.encode() for text in ("（其间：", "）", "至今", "；", "　", "\u2028", "\U0001f600")), "（".encode("gbk"),
)  # fmt: skip
_MOST = 200_000  # bytes of an input: enough to nest and repeat, little enough for a million of them


def mutants(good: Mapping[str, bytes], seed: int, since: int, until: int) -> Iterator[Mutant]:
    """The inputs with these numbers."""
    kinds = sorted(good)
    for number in range(since, until):
        chance = Random(f"{seed}/{number}")
        kind = chance.choice(kinds)
        content = bytearray(good[kind])
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 30))):
            chance.choice(_WAYS)(content, chance, good)
        yield Mutant(kind, bytes(content[:_MOST]))


def _place(content: bytearray, chance: Random) -> int:
    return chance.randint(0, len(content))


def _flip(content: bytearray, chance: Random, good: Mapping[str, bytes]) -> None:
    if content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _overwrite(content: bytearray, chance: Random, good: Mapping[str, bytes]) -> None:
    place = _place(content, chance)
    content[place : place + chance.randint(1, 8)] = chance.randbytes(chance.randint(1, 8))


def _cut(content: bytearray, chance: Random, good: Mapping[str, bytes]) -> None:
    place = _place(content, chance)
    del content[place : place + chance.choice((1, 2, 10, 100, len(content)))]


def _insert(content: bytearray, chance: Random, good: Mapping[str, bytes]) -> None:
    place = _place(content, chance)
    content[place:place] = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 2, 50))


def _splice(content: bytearray, chance: Random, good: Mapping[str, bytes]) -> None:
    other = good[chance.choice(sorted(good))]
    start = chance.randrange(len(other))
    place = _place(content, chance)
    content[place : place + chance.choice((0, 20))] = other[start : start + chance.choice((10, 100, 1000))]


def _repeat(content: bytearray, chance: Random, good: Mapping[str, bytes]) -> None:
    place = _place(content, chance)
    part = bytes(content[place : place + chance.choice((1, 10, 100, 1000))])
    if len(content) < _MOST:
        content[place:place] = part * chance.choice((1, 2, 5, 100 if len(part) <= 100 else 5))


def _nest(content: bytearray, chance: Random, good: Mapping[str, bytes]) -> None:
    place, depth = _place(content, chance), chance.choice((1, 5, 20, 500))
    tag = chance.choice((b"a", b"Person", b"Item", b"JiaTingChengYuan"))
    content[place:place] = b"<%b>" % tag * depth + b"</%b>" % tag * depth


_WAYS: tuple[Callable[[bytearray, Random, Mapping[str, bytes]], None], ...] = (
    _flip,
    _overwrite,
    _cut,
    _insert,
    _insert,
    _splice,
    _repeat,
    _nest,
)
