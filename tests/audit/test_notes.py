"""Notes against the example of the standard, and against every way of spoiling one."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from zugong.audit.hashing import sha256
from zugong.audit.notes import (
    BadNote,
    Key,
    checkpoint_text,
    cosign,
    log_key,
    read_checkpoint,
    sign,
    witness_key,
)


PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
NAME = "zugong.local/record/0a1b2c3d/1"
TEXT = checkpoint_text(NAME, 23, sha256(b"root"))
NOTE = sign(TEXT, NAME, PRIVATE)
KEY = log_key(NAME, PRIVATE)


def test_a_note_reads_back() -> None:
    told = read_checkpoint(NOTE)
    assert (told.origin, told.size, told.root, told.epoch, told.is_sm3) == (NAME, 23, sha256(b"root"), 1, False)
    assert told.signed_by([KEY]) == [KEY]


def test_a_key_reads_back_and_a_wrong_number_is_refused() -> None:
    assert Key.read(f"{KEY}\n") == KEY
    wrong = str(KEY).replace(KEY.id.hex(), "00000000")
    with pytest.raises(BadNote, match="编号与内容不符"):
        Key.read(wrong)


def test_the_public_key_of_the_standard_is_read() -> None:
    """The key of the Go checksum database, whose number its name and bytes must give."""
    assert Key.read("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8").name == "sum.golang.org"


@pytest.mark.parametrize("text", ["", "x", "a+b", "a b+00000000+AAAA", "a+00000000+!!", "a+00000000+AAAA"])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(BadNote):
        Key.read(text)


def test_a_witness_signs_the_time_too() -> None:
    line = cosign(TEXT, "discipline", PRIVATE, 1_764_000_000)
    key = witness_key("discipline", PRIVATE)
    told = read_checkpoint(NOTE + str(line))
    assert told.signed_by([KEY, key]) == [KEY, key]
    later = cosign(TEXT, "discipline", PRIVATE, 1_764_000_001)
    mixed = type(line)(line.name, line.key_id, later.content[:8] + line.content[8:])
    with pytest.raises(BadNote, match="签名不成立"):
        read_checkpoint(NOTE + str(mixed)).signed_by([key])


def test_a_signature_by_another_key_under_the_same_number_is_refused() -> None:
    forged = sign(TEXT, NAME, OTHER)
    assert read_checkpoint(forged).signed_by([KEY]) == []
    line = read_checkpoint(forged).signatures[0]
    passed_off = str(type(line)(NAME, KEY.id, line.content))
    with pytest.raises(BadNote, match="签名不成立"):
        read_checkpoint(f"{TEXT}\n{passed_off}").signed_by([KEY])


@given(st.integers(0, len(NOTE) - 1), st.characters(exclude_categories=["Cs"]))
def test_no_changed_letter_passes(place: int, letter: str) -> None:
    changed = NOTE[:place] + letter + NOTE[place + 1 :]
    if changed == NOTE:
        return
    try:
        told = read_checkpoint(changed)
        signers = told.signed_by([KEY])
    except BadNote:
        return
    assert signers == [] or (told.text == TEXT and changed != NOTE and told.signatures[0].holds(KEY, TEXT))


@pytest.mark.parametrize(
    "note",
    ["", "a\n1\n", TEXT, NOTE.replace("\n23\n", "\n-1\n"), NOTE.replace("\n23\n", "\n023\n"), NOTE.replace("—", "-")],
)
def test_what_is_no_checkpoint(note: str) -> None:
    with pytest.raises(BadNote):
        read_checkpoint(note)
