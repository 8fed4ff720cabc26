"""The two digests of the record, and the tree over its entries (RFC 9162, section 2.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence


LEAF, NODE = b"\x00", b"\x01"

Digest = Callable[[bytes], bytes]


def sha256(content: bytes) -> bytes:
    """SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(content).digest()


def _sm3_of_openssl(content: bytes) -> bytes:
    digest = _FRESH_SM3.copy()  # cheaper than looking the algorithm up again
    digest.update(content)
    return digest.digest()


def _sm3_of_cryptography(content: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    digest = Hash(SM3())
    digest.update(content)
    return digest.finalize()


_HAS_SM3 = "sm3" in hashlib.algorithms_available
_FRESH_SM3 = hashlib.new("sm3" if _HAS_SM3 else "sha256")

sm3: Digest = _sm3_of_openssl if _HAS_SM3 else _sm3_of_cryptography
"""SM3 (GB/T 32905-2016)."""

DIGESTS: dict[str, Digest] = {"sha256": sha256, "sm3": sm3}


def push(peaks: list[bytes], size: int, leaf: bytes, digest: Digest) -> None:
    """Add a leaf hash to the peaks (roots of the full subtrees, largest first) of a tree of `size` leaves."""
    while size & 1:
        leaf = digest(NODE + peaks.pop() + leaf)
        size >>= 1
    peaks.append(leaf)


def root(peaks: Sequence[bytes], digest: Digest) -> bytes:
    """The root of the tree with these peaks; of the empty tree, the digest of nothing."""
    if not peaks:
        return digest(b"")
    *rest, top = peaks
    for peak in reversed(rest):
        top = digest(NODE + peak + top)
    return top


def levels(leaves: list[bytes], digest: Digest) -> list[list[bytes]]:
    """The roots of all full subtrees of a tree, by height; quicker than pushing leaf by leaf."""
    found = [leaves]
    while len(found[-1]) > 1:
        below = found[-1]
        found.append([digest(NODE + left + right) for left, right in zip(below[::2], below[1::2], strict=False)])
    return found


def peaks_at(levels: Sequence[Sequence[bytes]], size: int) -> list[bytes]:
    """The peaks of the tree of the first `size` leaves."""
    heights = [height for height in reversed(range(size.bit_length())) if size >> height & 1]
    return [levels[height][(size >> height) - 1] for height in heights]
