"""Put a photo to a person, or take it down."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.evidence.keeping import keep
from zugong.evidence.types import PICTURES
from zugong.formats.grids import Unopenable
from zugong.formats.photos import read_photo
from zugong.people.models import Person
from zugong.people.policy import KEEPERS, fresh_person, must_keep


def set_photo(person: Person, content: bytes, *, by: Acting, seen: int | None = None) -> tuple[str, ...]:
    """Keep the photo cut to 4:5 and stripped of what the camera noted; returns what was done to it, in words.

    Raises NotAllowed, Stale, Invalid for what is no photo.
    """
    try:
        photo = read_photo(content)
    except Unopenable as problem:
        raise Invalid(fields={"photo": str(problem)}) from problem
    with recording(by.actor, "people.photo.set", person) as change:
        kept = fresh_person(person)
        must_keep(by, KEEPERS, kept)
        kept.photo = keep(change, f"{kept.code}.jpg", photo.content, accepted=PICTURES)
        change.save(kept, seen=seen)
    return photo.notes


def remove_photo(person: Person, *, by: Acting, seen: int | None = None) -> None:
    """The person has no photo any more; the file stays for what refers to it. Raises NotAllowed, Stale."""
    with recording(by.actor, "people.photo.removed", person) as change:
        kept = fresh_person(person)
        must_keep(by, KEEPERS, kept)
        kept.photo = None
        change.save(kept, seen=seen)
