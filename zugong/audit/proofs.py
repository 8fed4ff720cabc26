"""Inclusion and consistency proofs over leaf hashes (RFC 9162, sections 2.1.3 and 2.1.4)."""

from __future__ import annotations

from collections.abc import Sequence

from zugong.audit.hashing import NODE, Digest, push, root


Leaves = Sequence[bytes]


def tree_root(leaves: Leaves, digest: Digest) -> bytes:
    """The root over these leaf hashes."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        push(peaks, size, leaf, digest)
    return root(peaks, digest)


def inclusion_proof(leaves: Leaves, index: int, digest: Digest) -> list[bytes]:
    """The hashes that lead from the leaf at `index` to the root. Raises IndexError when there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"第 {index} 条不在 {len(leaves)} 条之内")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return [*inclusion_proof(left, index, digest), tree_root(right, digest)]
    return [*inclusion_proof(right, index - split, digest), tree_root(left, digest)]


def consistency_proof(leaves: Leaves, first: int, digest: Digest) -> list[bytes]:
    """The hashes that show that the tree of the first `first` leaves is a prefix of the tree of all.

    Raises IndexError when there are fewer leaves than that.
    """
    if not 0 <= first <= len(leaves):
        raise IndexError(f"前 {first} 条多于 {len(leaves)} 条")
    return [] if first in {0, len(leaves)} else _subproof(leaves, first, digest, whole=True)


def inclusion_holds(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes, digest: Digest
) -> bool:
    """Whether the proof leads from the leaf hash to the root of a tree of `size` leaves (section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = digest(NODE + step + found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = digest(NODE + found + step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == expected


def consistency_holds(
    first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes], digest: Digest
) -> bool:
    """Whether the proof shows the tree of `first` leaves to be a prefix of that of `second` (section 2.1.4.2).

    Sizes must come from signed checkpoints: a proof cannot tell apart sizes whose paths have one shape, as 6 in 7 and
    6 in 8.
    """
    if not 0 <= first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof and first_root == digest(b"")
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        return False
    return _consistent(first - 1, second - 1, path, digest) == (first_root, second_root)


def _consistent(place: int, last: int, path: Sequence[bytes], digest: Digest) -> tuple[bytes, bytes] | None:
    """Both roots the path leads to; none when it is too long or too short."""
    while place & 1:
        place, last = place >> 1, last >> 1
    found_first = found_second = path[0]
    for step in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            found_first, found_second = digest(NODE + step + found_first), digest(NODE + step + found_second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found_second = digest(NODE + found_second + step)
        place, last = place >> 1, last >> 1
    return (found_first, found_second) if last == 0 else None


def _subproof(leaves: Leaves, first: int, digest: Digest, *, whole: bool) -> list[bytes]:
    """SUBPROOF of section 2.1.4.1; `whole` while the subtree is the one whose root the verifier knows."""
    if first == len(leaves):
        return [] if whole else [tree_root(leaves, digest)]
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if first <= split:
        return [*_subproof(left, first, digest, whole=whole), tree_root(right, digest)]
    return [*_subproof(right, first - split, digest, whole=False), tree_root(left, digest)]


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
