"""The reader finds nothing to refuse in a sample, and gets back the very tables that were written."""

from __future__ import annotations

import pytest

from zugong.regulations.tables.reading import read_dataset
from zugong.regulations.tables.schema import TABLES
from zugong.samples.writing import write_sample


def assert_clean(reading):
    assert reading.problems == ()
    assert {warning.file for warning in reading.warnings} <= {"README.txt"}


@pytest.mark.parametrize("file_format", ["csv", "parquet", "xlsx"])
def test_a_district_reads_back_as_it_was_made(tmp_path, district, file_format):
    write_sample(tmp_path / "区", size="district", seed=1, file_format=file_format)
    reading = read_dataset(tmp_path / "区")
    assert_clean(reading)
    assert reading.present == set(TABLES) - {"workdays"}
    with reading.connection as connection:
        for name, table in district.items():
            read = connection.execute(f"select * from {name}").to_arrow_table()
            assert read.cast(table.schema).equals(table), name


@pytest.mark.parametrize("seed", [2, 3])
def test_other_districts_read_clean(tmp_path, seed):
    write_sample(tmp_path / "区", size="district", seed=seed, file_format="parquet")
    assert_clean(read_dataset(tmp_path / "区"))


def test_a_city_reads_clean(tmp_path):
    write_sample(tmp_path / "市", size="city", seed=1)
    assert_clean(read_dataset(tmp_path / "市"))
