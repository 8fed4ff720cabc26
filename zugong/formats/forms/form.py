"""One appointment form (干部任免审批表), whatever file it came from: the fields, as precise as they were written."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spell:
    """A sub-period (其间) of a line of the career; months as `1998-09`, days as `1998-09-01`."""

    since: str | None
    until: str | None
    text: str


@dataclass(frozen=True, slots=True)
class CareerLine:
    """A line of the 简历. `until` is None while it still runs; both are None for a paragraph without days."""

    since: str | None
    until: str | None
    text: str
    within: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Relative:
    """A row of 家庭主要成员及重要社会关系."""

    relation: str | None
    name: str | None
    born_on: str | None = None
    political_status: str | None = None
    unit_and_post: str | None = None
    born_as_written: str | None = None  # where the file has a text there that is no day
    others: tuple[tuple[str, str], ...] = ()  # elements not known, with their text


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What an officer should look at: the field, its value, what is wrong, what to do."""

    field: str
    value: str
    problem: str
    remedy: str


@dataclass(slots=True)
class AppointmentForm:
    """The fields in the order of the JSON view; None where the file has no value. Texts are trimmed.

    Days are text as precise as the file: `1972-04` or `1972-04-15`. `photo` holds the bytes of the image.
    """

    name: str | None = None
    sex: str | None = None
    born_on: str | None = None
    ethnicity: str | None = None
    native_place: str | None = None
    birthplace: str | None = None
    party_joined_on: str | None = None
    parties: tuple[str, ...] = ()
    work_started_on: str | None = None
    health: str | None = None
    technical_title: str | None = None
    specialty: str | None = None
    full_time_education: str | None = None
    full_time_degree: str | None = None
    full_time_education_school: str | None = None
    full_time_degree_school: str | None = None
    in_service_education: str | None = None
    in_service_degree: str | None = None
    in_service_education_school: str | None = None
    in_service_degree_school: str | None = None
    current_post: str | None = None
    proposed_post: str | None = None
    removed_post: str | None = None
    resume: tuple[CareerLine, ...] = ()
    resume_text: str | None = None
    rewards_and_sanctions: str | None = None
    annual_assessments: str | None = None
    reason: str | None = None
    family: tuple[Relative, ...] = ()
    submitting_unit: str | None = None
    age_as_of: str | None = None
    filled_on: str | None = None
    filled_by: str | None = None
    id_number: str | None = None
    photo: bytes | None = None
    version: str | None = None
    retirement_on: str | None = None
    former_age_limit: str | None = None
    unknown: dict[str, str] = field(default_factory=dict)
    problems: tuple[FormProblem, ...] = ()
    originals: dict[str, str] = field(default_factory=dict)
    """Field -> text of the file that the value does not say, so that writing it again loses nothing."""
