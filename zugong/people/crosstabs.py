"""Cross tables: people counted by two facts at once, in the database, every cell with the query of its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from zugong.organizations.models import Organization
from zugong.people.filters import ETHNICITIES, PARTIES, UNKNOWN, born_by
from zugong.people.models import AnnualAssessment, Person, RankHolding, Tenure
from zugong.people.selectors import present_on
from zugong.regulations.tables.schema import EDUCATION_LEVELS, GRADES, LEVELS, RANKS


AGE_BANDS = ((None, 29), (30, 34), (35, 39), (40, 44), (45, 49), (50, 54), (55, 59), (60, None))
"""Full years, both inclusive."""

POST_BANDS = ((None, 0), (1, 2), (3, 4), (5, 7), (8, 9), (10, None))
"""Full years in the present post, both inclusive."""

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A fact people are counted by.

    `expression` gives the code of each person; `values` the codes in order with their words; `query` what the list of
    people must be asked for to show those of a code. `folded` maps a stored value to the code it is counted under.
    """

    key: str
    label: str
    expression: Any
    values: Mapping[Any, str]
    query: Callable[[Any], Query]
    folded: Callable[[Any], Any] = field(default=lambda value: value)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many, and the query that lists them."""

    count: int
    query: Query


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Heads of the columns, rows of cells with their totals; the last row is the sum of the others."""

    across: Dimension
    down: Dimension
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]


def cross_table(people: QuerySet[Person], down: Dimension, across: Dimension) -> CrossTable:
    """Count the people by both facts; columns and rows without anybody are left out. One query."""
    counted: Counter[tuple[Any, Any]] = Counter()
    rows = people.order_by().annotate(_down=down.expression, _across=across.expression).values_list("_down", "_across")
    for first, second, count in rows.annotate(_count=Count("pk")):
        counted[down.folded(first), across.folded(second)] += count
    ups = [code for code in across.values if any(counted[code_, code] for code_ in down.values)]
    downs = [code for code in down.values if any(counted[code, code_] for code_ in across.values)]
    return CrossTable(
        across,
        down,
        [*(across.values[code] for code in ups), "合计"],
        [
            *((down.values[code], _row(counted, [code], ups, down, across)) for code in downs),
            ("合计", _row(counted, downs, ups, down, across)),
        ],
    )


def _row(
    counted: Mapping[tuple[Any, Any], int],
    downs: Sequence[Any],
    ups: Sequence[Any],
    down: Dimension,
    across: Dimension,
) -> list[Cell]:
    own = down.query(downs[0]) if len(downs) == 1 else {}
    counts = [sum(counted[first, second] for first in downs) for second in ups]
    cells = [Cell(count, {**own, **across.query(code)}) for code, count in zip(ups, counts, strict=True)]
    return [*cells, Cell(sum(counts), own)]


def dimensions(day: date, top: Organization | None) -> dict[str, Callable[[], Dimension]]:
    """The facts that can be counted by on a day, by key; units are those right below `top`."""
    return {"unit": lambda: _unit(top)} | {one.key: lambda one=one: one for one in _facts(day)}


def _facts(day: date) -> list[Dimension]:
    year = day.year - 1
    return [
        Dimension("sex", "性别", F("sex"), {"男": "男", "女": "女", "": "未填"}, _asks("sex"), _sex),
        Dimension("age", "年龄段", _ages(day), _bands(AGE_BANDS, "岁"), _age_query, _blank),
        Dimension("ethnicity", "民族", _ethnicity(), ETHNICITIES, _asks("ethnicity")),
        Dimension("party", "政治面貌", _party(), PARTIES, _asks("party")),
        Dimension("education", "学历", F("education"), _named(EDUCATION_LEVELS), _asks("education")),
        Dimension("level", "现任层次", _level(day), _levels(), _level_query),
        Dimension("rank", "职级", _rank(day), _named(RANKS), _asks("rank"), _blank),
        Dimension("post_years", "任现职年限", _post_years(day), _post_bands(), _post_query),
        Dimension("grade", f"{year} 年考核等次", _grade(year), _named(GRADES, "没有"), _grade_query(year), _blank),
    ]


LABELS = {
    "unit": "管理单位", "sex": "性别", "age": "年龄段", "ethnicity": "民族", "party": "政治面貌", "education": "学历",
    "level": "现任层次", "rank": "职级", "post_years": "任现职年限", "grade": "上年考核等次",
}  # fmt: skip
"""Key of a dimension -> its words, for a choice."""


def _sex(value: str) -> str:
    return value if value in ("男", "女") else ""


def _blank(value: Any) -> Any:
    return "" if value is None else value


def _named(codes: Mapping[str, str], unknown: str = "未填") -> dict[str, str]:
    return {**codes, "": unknown}


def _asks(name: str) -> Callable[[Any], Query]:
    return lambda code: {name: str(code) if code else UNKNOWN}


def _bands(bands: Sequence[tuple[int | None, int | None]], unit: str) -> dict[Any, str]:
    words = [
        f"{since}–{until} {unit}"
        if since is not None and until is not None
        else (f"{until} {unit}及以下" if since is None else f"{since} {unit}及以上")
        for since, until in bands
    ]
    return {**dict(enumerate(words)), "": "未填"}


def _ages(day: date) -> Case:
    return Case(
        *(
            When(born_on__gt=born_by(day, until + 1), then=Value(place))
            for place, (_, until) in enumerate(AGE_BANDS)
            if until is not None
        ),
        When(born_on__isnull=False, then=Value(len(AGE_BANDS) - 1)),
        output_field=IntegerField(),
    )


def _age_query(place: Any) -> Query:
    return _bounds(AGE_BANDS, place, "age") if place != "" else {"born": UNKNOWN}


def _bounds(bands: Sequence[tuple[int | None, int | None]], place: int, name: str) -> Query:
    since, until = bands[place]
    return ({f"{name}_from": str(since)} if since is not None else {}) | (
        {f"{name}_to": str(until)} if until is not None else {}
    )


def _ethnicity() -> Case:
    return Case(
        When(ethnicity__in=("汉", "汉族"), then=Value("majority")),
        When(ethnicity="", then=Value(UNKNOWN)),
        default=Value("minority"),
    )


def _party() -> Case:
    """As the condition has it; who is in both is counted with the members."""
    return Case(
        When(party_joined_on__isnull=False, then=Value("member")),
        When(~Q(parties=""), then=Value("other")),
        default=Value(UNKNOWN),
    )


def _levels() -> dict[Any, str]:
    return {**dict(enumerate(LEVELS.values())), -1: "层次未填", -2: "没有现任职务"}


def _level(day: date) -> Any:
    """The place of the highest level of the present posts; -1 where none is filled in, -2 without a post."""
    places = Case(
        *(When(level=level, then=Value(place)) for place, level in enumerate(LEVELS)),
        default=Value(-1),
        output_field=IntegerField(),
    )
    return Coalesce(_of_posts(day, Max(places)), Value(-2))


def _of_posts(day: date, figure: Any) -> Subquery:
    posts = Tenure.objects.filter(present_on(day), person=OuterRef("pk")).order_by().values("person")
    return Subquery(posts.annotate(_figure=figure).values("_figure"))


def _level_query(place: Any) -> Query:
    if place == -2:
        return {"kind": "member"}
    return {"level": list(LEVELS)[place] if place >= 0 else UNKNOWN}


def _rank(day: date) -> Subquery:
    held = RankHolding.objects.filter(present_on(day), person=OuterRef("pk")).order_by("-since", "-pk")
    return Subquery(held.values("rank")[:1])


def _post_years(day: date) -> Any:
    """The band of the years since the earliest of the present posts began; -2 without a post."""
    bands = (
        When(_since__gt=born_by(day, until + 1), then=Value(place))
        for place, (_, until) in enumerate(POST_BANDS)
        if until is not None
    )
    since = Tenure.objects.filter(present_on(day), person=OuterRef("pk")).order_by().values("person")
    banded = since.annotate(_since=Min("since")).annotate(
        _band=Case(*bands, default=Value(len(POST_BANDS) - 1), output_field=IntegerField())
    )
    return Coalesce(Subquery(banded.values("_band")), Value(-2))


def _post_bands() -> dict[Any, str]:
    words = _bands(POST_BANDS, "年")
    return {place: words[place] for place in range(len(POST_BANDS))} | {0: "不满 1 年", -2: "没有现任职务"}


def _post_query(place: Any) -> Query:
    return {"kind": "member"} if place == -2 else {"kind": "cadre", **_bounds(POST_BANDS, place, "post_years")}


def _grade(year: int) -> Subquery:
    return Subquery(AnnualAssessment.objects.filter(year=year, person=OuterRef("pk")).values("grade")[:1])


def _grade_query(year: int) -> Callable[[Any], Query]:
    return lambda grade: {"grade_year": str(year), "grade": grade or UNKNOWN}


def _unit(top: Organization | None) -> Dimension:
    """Counted by where people are managed: the organizations right below `top`, each with all below it."""
    children = list(Organization.objects.filter(parent=top).order_by("position", "code"))
    own = {unit.path: unit for unit in ([top] if top else []) + children}
    words = {path: unit.name for path, unit in own.items()} | {UNKNOWN: "未定", "": "范围之外"}
    if top is not None:
        words[top.path] = f"{top.name}本级"
    nearest: dict[int | None, str] = {None: UNKNOWN}
    for pk, path in Organization.objects.values_list("pk", "path"):
        nearest[pk] = max((above for above in own if path.startswith(above)), key=len, default="")

    def query(path: Any) -> Query:
        if path in own:
            return {"home_at" if own[path] == top else "home": own[path].code}
        return {"home_at": UNKNOWN if path == UNKNOWN else ""}

    return Dimension("unit", "管理单位", F("home_id"), words, query, nearest.__getitem__)
