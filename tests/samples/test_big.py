"""Large samples: sorted, complete in their columns, consistent between tables, the same for the same seed."""

from __future__ import annotations

import subprocess
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zugong.regulations.tables.schema import TABLES
from zugong.samples import blocks
from zugong.samples.big import BRANCHES, write_big
from zugong.samples.big_meetings import meeting_blocks
from zugong.samples.canonical import arrow_schema


COUNT = 40_000  # more than one block
NAMES = ("organizations", "meetings", "members", "people")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("province")
    write_big(path, size="province", seed=1, year=2025, tables=NAMES, progress=lambda text: None, branches=COUNT)
    return path


@pytest.fixture(scope="module")
def ask(folder):
    with duckdb.connect() as connection:
        for name in NAMES:
            connection.execute(f"create view {name} as select * from '{folder / name}.parquet'")
        yield lambda query: connection.execute(query).fetchone()[0]


@pytest.mark.parametrize("name", NAMES)
def test_files_carry_all_contract_columns_as_plain_types(folder, name):
    assert pq.read_schema(folder / f"{name}.parquet").equals(arrow_schema(name))


def test_meetings_are_sorted_and_numbered_through(folder):
    table = pq.read_table(folder / "meetings.parquet", columns=["meeting_id", "organization_id", "held_on"])
    rows = list(zip(table["organization_id"].to_pylist(), table["held_on"].to_pylist(), strict=True))
    assert rows == sorted(rows)
    assert table["meeting_id"].to_pylist() == [f"m{number:09}" for number in range(1, table.num_rows + 1)]


def test_row_groups_hold_about_a_million_meetings_and_say_how_they_are_sorted(folder):
    data = pq.ParquetFile(folder / "meetings.parquet").metadata
    assert 900_000 < data.row_group(0).num_rows < 1_100_000
    assert [column.column_index for column in data.row_group(0).sorting_columns] == [1, 3]
    assert data.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("name", ["organizations", "members", "people"])
def test_other_tables_are_sorted_and_their_keys_unique(folder, name):
    table = pq.read_table(folder / f"{name}.parquet")
    first = "person_id" if name == "people" else "organization_id"
    assert table[first].to_pylist() == sorted(table[first].to_pylist())
    keys = list(zip(*(table[column].to_pylist() for column in TABLES[name].key), strict=True))
    assert len(set(keys)) == len(keys)


def test_size_is_as_a_country_would_have_it(ask):
    assert ask("select count(*) from organizations where kind = 'branch'") == COUNT
    assert 31.0 < ask("select count(*) from meetings") / COUNT < 31.3
    assert 13.0 < ask("select count(*) from members") / COUNT < 13.5
    assert BRANCHES == {"province": 300_000, "nation": 5_200_000}


@pytest.mark.parametrize("query", [
    "from meetings anti join organizations using (organization_id)",
    "from members anti join organizations using (organization_id)",
    "from members anti join people using (person_id)",
    "from organizations one anti join organizations two on one.parent_id = two.organization_id "
    "where one.parent_id is not null",
    "from meetings join organizations using (organization_id) where held_on < founded_on or held_on >= dissolved_on",
    "from meetings where present > expected or expected < 1 or votes_for > present",
    "from members join organizations using (organization_id) where since < founded_on or until > dissolved_on",
    "from members where until <= since",
    "from members join people using (person_id) where since < party_joined_on",
    "from people where born_on + interval 18 year > party_joined_on",
    "from organizations where dissolved_on < founded_on",
    "from meetings join organizations using (organization_id) "
    "where meetings.kind = 'branch_committee_meeting' and has_committee = false",
])  # fmt: skip
def test_tables_agree_with_each_other(ask, query):
    assert ask(f"select count(*) {query}") == 0


def test_about_eight_percent_of_due_months_are_missed(ask):
    held = ask("select count(distinct (organization_id, month(held_on))) from meetings where kind = 'theme_day'")
    assert 0.06 < 1 - held / (12 * COUNT) < 0.10


def test_a_branch_has_one_secretary(ask):
    assert ask("select count(*) from members where branch_post = 'secretary'") == COUNT
    assert ask("select count(distinct organization_id) from members where branch_post = 'secretary'") == COUNT


def test_codes_are_those_of_the_contract(ask):
    for name in NAMES:
        for column in TABLES[name].columns:
            if column.codes:
                allowed = ", ".join(f"'{code}'" for code in column.codes)
                assert ask(f"select count(*) from {name} where {column.name} not in ({allowed})") == 0


def test_same_seed_same_rows_other_seed_others():
    one, two, other = (pa.concat_tables(meeting_blocks(seed, 3_000)) for seed in (4, 4, 5))
    assert one.equals(two)
    assert not one.equals(other)


def test_the_plain_form_has_the_same_meetings_without_minutes():
    full = pa.concat_tables(meeting_blocks(4, 3_000))
    plain = pa.concat_tables(meeting_blocks(4, 3_000, detailed=False))
    kept = ["meeting_id", "organization_id", "kind", "held_on"]
    assert plain.select(kept).equals(full.select(kept))
    assert all(plain[name].null_count == plain.num_rows for name in plain.column_names if name not in kept)


def test_a_larger_sample_begins_with_the_smaller_one():
    small = next(meeting_blocks(4, blocks.BRANCHES_PER_BLOCK, detailed=False))
    assert next(meeting_blocks(4, 5 * blocks.BRANCHES_PER_BLOCK, detailed=False)).equals(small)


@pytest.mark.parametrize(("number", "width", "text"), [(7, 3, "007"), (12345, 5, "12345"), (98765, 9, "000098765")])
def test_fixed_width_ids(number, width, text):
    import numpy as np

    assert blocks.fixed_width("示例", np.array([number]), width, "号").to_pylist() == [f"示例{text}号"]


def test_memory_does_not_grow_with_the_number_of_branches(tmp_path):
    """In a process of its own: three blocks and nine take about the same.

    The peak is asked of /proc: `ru_maxrss` of a new process begins at the size of the one that started it.
    """
    program = (
        "import sys; from pathlib import Path; from zugong.samples.big import write_big\n"
        "folder, branches = Path(sys.argv[1]), int(sys.argv[2]) * 32768\n"
        "write_big(folder, size='nation', seed=1, year=2025, tables=('meetings',), progress=str, branches=branches)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    few, many = (
        int(subprocess.run([sys.executable, "-c", program, str(tmp_path), str(count)], capture_output=True, check=True,
                           text=True).stdout) for count in (3, 9)
    )  # fmt: skip
    assert many < few * 1.3
    assert many < 1 << 20  # KiB: a gibibyte
