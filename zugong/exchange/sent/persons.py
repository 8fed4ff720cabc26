"""Who a row is about: the number, else the ID number, else name and month of birth; namesakes are asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from zugong.exchange.reach import Reach
from zugong.exchange.rights import loaders_of
from zugong.exchange.sent.answers import NEW, Answers
from zugong.formats.grids import CellFault
from zugong.people.models import Person


AT_ONCE = 500
Keys = tuple[str, str, str]
"""Name, month of birth as 1972-04, ID number; empty where not known."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the register who may be meant."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """A row of which nobody can tell whose it is; `key` names the answer."""

    key: str
    name: str
    born: str
    candidates: tuple[Candidate, ...]


@dataclass
class Persons:
    """Finds people for rows without a number. Ask `prepare` for all of them first, then `number` for each row."""

    reach: Reach
    answers: Answers
    questions: dict[str, Question] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)  # key -> number given
    _by_number: dict[str, str] = field(default_factory=dict)
    _hidden: set[str] = field(default_factory=set)  # ID numbers of people that are not the account's to see
    _by_name: dict[str, list[tuple[str, date | None, str, str]]] = field(default_factory=dict)
    _arriving: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _count: int = 0

    def prepare(self, wanted: Iterable[Keys]) -> None:
        """Look all of them up, some hundred at once."""
        every = list(wanted)
        taken = Person.objects.filter(code__startswith=self.answers.prefix).values_list("code", flat=True)
        self._taken |= set(taken) if self.answers.prefix and every else set()
        numbers = sorted({number for _, _, number in every if number})
        names = sorted({name for name, _, _ in every if name})
        seen: Any = Person.objects.all()
        if self.reach.user is not None:
            seen = Person.objects.visible_to(self.reach.user, loaders_of("people"))
        for part in _parts(numbers):
            self._by_number |= dict(seen.filter(id_number__in=part).values_list("id_number", "code"))
            known = Person.objects.filter(id_number__in=part).values_list("id_number", flat=True)
            self._hidden |= set(known) - self._by_number.keys()
        for part in _parts(names):
            rows = seen.filter(name__in=part).order_by("code")
            for name, *rest in rows.values_list("name", "code", "born_on", "home__name", "id_number"):
                self._by_name.setdefault(name, []).append(tuple(rest))

    def announce(self, keys: Keys, code: str) -> None:
        """Somebody who arrives in the same data set under this number."""
        for key in _ways(keys):
            self._arriving.setdefault(key, code)

    def number(self, keys: Keys, *, may_be_new: bool) -> str | CellFault:
        """The number of the person, a new one where that may be; a fault where nobody can tell."""
        number = keys[2]
        if number and number in self._hidden:
            return CellFault(
                number, "这个身份证号的人已在系统里，但不在您负责的范围内", "请从文件中删去，或请负责的部门办理"
            )
        if number and number in self._by_number:
            return self._by_number[number]
        for key in _ways(keys):
            if key in self._arriving:
                return self._arriving[key]
        found = self._named(keys, may_be_new=may_be_new)
        if isinstance(found, str):
            self.announce(keys, found)
        return found

    def known(self, keys: Keys, *, otherwise: str) -> str:
        """The number of somebody in the register; `otherwise` where nobody fits, empty where nobody can tell."""
        found = self.number(keys, may_be_new=False)
        if isinstance(found, str):
            return found
        is_asked = answer_key(keys) in self.questions
        if self.answers.people.get(answer_key(keys)) == NEW:
            self.questions.pop(answer_key(keys), None)
            return otherwise
        return "" if is_asked or keys[2] in self._hidden else otherwise

    def _named(self, keys: Keys, *, may_be_new: bool) -> str | CellFault:
        name, born, number = keys
        if not name:
            return CellFault(number, "没有编号和姓名，不知道是谁", "请补上人员编号，或姓名和出生年月")
        like = [one for one in self._by_name.get(name, []) if _may_be(one, born, number)]
        key = answer_key(keys)
        answer = self.answers.people.get(key)
        if answer in {code for code, *_ in like}:
            return str(answer)
        if answer == NEW and may_be_new:
            return self._new(keys)
        exact = [code for code, day, *_ in like if born and day is not None]
        if len(exact) == 1:
            return exact[0]
        if not like:
            missing = CellFault(name, "系统里和这次的“人员”表中都没有这个人", "请补上人员编号，或先导入这个人")
            return self._new(keys) if may_be_new else missing
        candidates = tuple(Candidate(code, _words(code, day, home)) for code, day, home, _ in like)
        self.questions[key] = Question(key, name, born, candidates)
        return CellFault(name, "系统里有同名的人，认不准是不是同一个人", "请在本页“认人”里选定后再导入")

    def _new(self, keys: Keys) -> str:
        key = "|".join(keys)
        if key not in self.new:
            self._count += 1
            while (code := f"{self.answers.prefix}{self._count:05d}") in self._taken:
                self._count += 1
            self.new[key] = code
        return self.new[key]


def answer_key(keys: Keys) -> str:
    """How an answer names whom it is about: a digest, because answers stand in the record."""
    return sha256("|".join(keys).encode()).hexdigest()[:20]


def _ways(keys: Keys) -> list[str]:
    name, born, number = keys
    return [key for key in (f"id:{number}" if number else "", f"{name}|{born}" if name and born else "") if key]


def _may_be(row: tuple[str, date | None, str, str], born: str, number: str) -> bool:
    """Not when the months of birth differ, nor when both have an ID number, which then differ."""
    _, day, _, known = row
    if number and known:
        return False
    return not born or day is None or str(day)[:7] == born


def _words(code: str, day: date | None, home: str | None) -> str:
    return f"{code}，{str(day)[:7] if day else '出生年月不详'}，{home or '管理单位不详'}"


def _parts(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
