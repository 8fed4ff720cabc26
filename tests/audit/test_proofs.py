"""Proofs of RFC 9162 against a naive oracle, for every pair of sizes, and against fixed vectors."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zugong.audit.hashing import DIGESTS, LEAF, push, root, sha256, sm3
from zugong.audit.proofs import consistency_holds, consistency_proof, inclusion_holds, inclusion_proof, tree_root


SIZES = 257
LEAVES = [sha256(LEAF + bytes([number >> 8, number & 255])) for number in range(SIZES)]
VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors/proofs.json").read_text("utf-8"))


@cache
def naive(start: int, stop: int) -> bytes:
    """MTH of section 2.1.1, straight from its definition."""
    if stop - start == 1:
        return LEAVES[start]
    split = max(power for power in (2**n for n in range(10)) if power < stop - start)
    return sha256(b"\x01" + naive(start, start + split) + naive(start + split, stop))


def test_the_root_is_that_of_the_definition_at_every_size() -> None:
    peaks: list[bytes] = []
    for size in range(1, SIZES + 1):
        push(peaks, size - 1, LEAVES[size - 1], sha256)
        assert root(peaks, sha256) == naive(0, size)
    assert root([], sha256) == sha256(b"")


def test_every_leaf_of_every_size_is_proven_and_no_other_place() -> None:
    for size in range(1, SIZES + 1):
        expected = naive(0, size)
        for index in range(0, size, 1 if size < 66 or size > 254 else 7):
            proof = inclusion_proof(LEAVES[:size], index, sha256)
            assert inclusion_holds(LEAVES[index], index, size, proof, expected, sha256)
            other = (index + 1) % size
            assert other == index or not inclusion_holds(LEAVES[index], other, size, proof, expected, sha256)


def test_every_prefix_of_every_size_is_proven() -> None:
    for second in range(1, SIZES + 1):
        leaves = LEAVES[:second]
        for first in range(1, second + 1):
            proof = consistency_proof(leaves, first, sha256)
            assert consistency_holds(first, naive(0, first), second, naive(0, second), proof, sha256)


@pytest.mark.parametrize("second", [2, 3, 7, 8, 64, 65, 100])
def test_nothing_else_is_proven(second: int) -> None:
    """A wrong root, size, order or length is refused, whichever it is."""
    for first in range(1, second):
        proof = consistency_proof(LEAVES[:second], first, sha256)
        old, new = naive(0, first), naive(0, second)
        wrong = sha256(b"wrong")
        assert not consistency_holds(first, wrong, second, new, proof, sha256)
        assert not consistency_holds(first, old, second, wrong, proof, sha256)
        assert not consistency_holds(first, old, second, new, [*proof, wrong], sha256)
        assert not consistency_holds(first, old, second, new, proof[:-1], sha256)
        for place in range(len(proof)):
            spoilt = [*proof[:place], wrong, *proof[place + 1 :]]
            assert not consistency_holds(first, old, second, new, spoilt, sha256)


def test_a_record_cut_short_has_no_proof() -> None:
    with pytest.raises(IndexError):
        consistency_proof(LEAVES[:5], 6, sha256)
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES[:5], 5, sha256)


@pytest.mark.parametrize("name", DIGESTS)
def test_both_trees_are_proven_alike(name: str) -> None:
    digest = DIGESTS[name]
    leaves = [digest(LEAF + bytes([number])) for number in range(13)]
    proof = consistency_proof(leaves, 6, digest)
    assert consistency_holds(6, tree_root(leaves[:6], digest), 13, tree_root(leaves, digest), proof, digest)
    other = sm3 if digest is sha256 else sha256
    assert not consistency_holds(6, tree_root(leaves[:6], digest), 13, tree_root(leaves, digest), proof, other)


FIXED = [sha256(LEAF + bytes.fromhex(leaf)) for leaf in VECTORS["leaves"]]


def test_the_roots_of_the_reference_leaves() -> None:
    for size, expected in VECTORS["roots"].items():
        assert tree_root(FIXED[: int(size)], sha256).hex() == expected


def test_the_fixed_proofs_of_inclusion() -> None:
    for one in VECTORS["inclusion"]:
        index, size = one["index"], one["size"]
        proof = [bytes.fromhex(step) for step in one["proof"]]
        expected = tree_root(FIXED[:size], sha256)
        assert inclusion_holds(FIXED[min(index, 7)], index, size, proof, expected, sha256) is one["holds"], one
        if one["holds"]:
            assert inclusion_proof(FIXED[:size], index, sha256) == proof


def test_the_fixed_proofs_of_consistency() -> None:
    for one in VECTORS["consistency"]:
        roots = [bytes.fromhex(one[name]) for name in ("first_root", "second_root")]
        proof = [bytes.fromhex(step) for step in one["proof"]]
        held = consistency_holds(one["first"], roots[0], one["second"], roots[1], proof, sha256)
        assert held is one["holds"], one
        if one["holds"]:
            assert consistency_proof(FIXED[: one["second"]], one["first"], sha256) == proof
