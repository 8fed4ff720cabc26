"""Samples arrive whole or not at all, in the forms that officers and engines read."""

from __future__ import annotations

import csv
import stat
import subprocess
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from zugong.regulations.tables.schema import TABLES
from zugong.samples import district, files, writing
from zugong.samples.folders import OWN_FILES, SampleError
from zugong.samples.labels import labelled
from zugong.samples.writing import write_sample


SMALL = ("organizations", "indicators", "post_quotas")


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def write(folder, **options):
    options = {"size": "district", "seed": 1} | options
    write_sample(folder, **options)


def test_csv_opens_in_a_spreadsheet_with_chinese_heads_and_words(tmp_path, district):
    write(tmp_path / "区")
    path = tmp_path / "区" / "meetings.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as source:
        head, first, *rest = csv.reader(source)
    assert head == [column.label for column in TABLES["meetings"].columns]
    assert first[2] in TABLES["meetings"].column("kind").codes.values()
    assert len(rest) + 1 == district["meetings"].num_rows
    assert {row[7] for row in rest} == {"是", "否", ""}


def test_every_table_and_a_note_lie_in_the_folder(tmp_path):
    write(tmp_path / "区")
    names = {path.name for path in (tmp_path / "区").iterdir()}
    assert names == {f"{name}.csv" for name in TABLES if name != "workdays"} | {"README.txt"}
    note = (tmp_path / "区" / "README.txt").read_text(encoding="utf-8-sig")
    assert note.startswith("示例数据，人员与单位均为虚构")


def test_csv_amounts_are_plain_decimals(district):
    weights = labelled("indicators", district["indicators"])["权重"].to_pylist()
    assert "0.25" in weights
    assert [Decimal(text) * 10**6 for text in weights] == district["indicators"]["weight"].to_pylist()


def test_a_local_scheme_keeps_its_name(district):
    schemes = set(labelled("indicators", district["indicators"])["考核体系"].to_pylist())
    assert schemes == {"目标考核", "党建责任制", "街道绩效考核"}


def test_a_cell_that_needs_quotes_is_refused_not_garbled(tmp_path):
    tables = {"people": pa.table({column.name: pa.array(["一,二"]) for column in TABLES["people"].columns})}
    with pytest.raises(pa.ArrowInvalid):
        files.write_csv(tables, tmp_path)


def test_workbook_has_a_sheet_per_table_with_typed_cells(tmp_path, district):
    write(tmp_path / "册", file_format="xlsx", tables=SMALL)
    assert sorted(path.name for path in (tmp_path / "册").iterdir()) == ["README.txt", "示例区.xlsx"]
    book = CalamineWorkbook.from_path(tmp_path / "册" / "示例区.xlsx")
    assert set(book.sheet_names) == {TABLES[name].label for name in SMALL}
    head, first, *_ = book.get_sheet_by_name("职数").to_python()
    quota = district["post_quotas"].to_pylist()[0]
    assert head == [column.label for column in TABLES["post_quotas"].columns]
    assert (first[0], first[2], first[3]) == (quota["organization_id"], quota["quota"], quota["since"])
    assert first[1] == TABLES["post_quotas"].column("level").codes[quota["level"]]


def test_parquet_keeps_types_and_amounts_exactly(tmp_path, district):
    write(tmp_path / "表", file_format="parquet", tables=["training_records", "members"])
    records = pq.read_table(tmp_path / "表" / "training_records.parquet")
    assert records.schema.field("hours").type == pa.decimal128(15, 6)
    expected = [Decimal(value) / 10**6 for value in district["training_records"]["hours"].to_pylist()]
    assert records["hours"].to_pylist() == expected
    assert pq.read_table(tmp_path / "表" / "members.parquet").equals(district["members"])


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "parquet"])
def test_same_seed_same_bytes_other_seed_others(tmp_path, file_format):
    for folder, seed in (("一", 5), ("二", 5), ("三", 6)):
        write(tmp_path / folder, seed=seed, file_format=file_format, tables=["organizations", "post_quotas"])
    assert contents(tmp_path / "一") == contents(tmp_path / "二")
    assert contents(tmp_path / "一") != contents(tmp_path / "三")


def test_tables_can_be_named_in_chinese(tmp_path):
    write(tmp_path / "区", tables=["职数", " 考核指标"])
    assert set(contents(tmp_path / "区")) == {"post_quotas.csv", "indicators.csv", "README.txt"}


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "旧.txt").write_text("旧", encoding="utf-8")
    with pytest.raises(SampleError, match="不是空的") as caught:
        write(tmp_path, tables=SMALL)
    assert "旧.txt" in str(caught.value)
    assert set(contents(tmp_path)) == {"旧.txt"}


def test_an_empty_folder_is_filled_in_place(tmp_path):
    before = tmp_path.stat().st_ino
    write(tmp_path, tables=SMALL)
    assert tmp_path.stat().st_ino == before
    assert "indicators.csv" in contents(tmp_path)


def test_force_replaces_sample_files_and_keeps_all_others(tmp_path):
    write(tmp_path, tables=["organizations", "members"])
    (tmp_path / "我的.txt").write_text("留着", encoding="utf-8")
    write(tmp_path, tables=["indicators"], file_format="parquet", force=True)
    assert set(contents(tmp_path)) == {"我的.txt", "indicators.parquet", "README.txt"}


def test_own_files_are_exactly_what_a_sample_may_write(tmp_path):
    for file_format in ("csv", "parquet", "xlsx"):
        write(tmp_path / file_format, file_format=file_format)
        assert OWN_FILES.issuperset(contents(tmp_path / file_format))


@pytest.mark.parametrize("existing", [True, False])
def test_a_failure_on_the_way_leaves_nothing(tmp_path, monkeypatch, existing):
    target = tmp_path / "区"
    if existing:
        target.mkdir()

    def breaks(tables, folder):
        (folder / "organizations.csv").write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_csv", breaks)
    with pytest.raises(SampleError, match="磁盘空间不足"):
        write(target)
    assert list(tmp_path.iterdir()) == ([target] if existing else [])
    assert not existing or not list(target.iterdir())


def test_interruption_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(seed, year):
        raise KeyboardInterrupt

    monkeypatch.setattr(district, "district_tables", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "区")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(SampleError, match="不是文件夹"):
        write(tmp_path / "文件")
    with pytest.raises(SampleError, match="是文件，不是文件夹"):
        write(tmp_path / "文件" / "区")


def test_a_folder_without_permission_is_named_to_an_ordinary_user(tmp_path):
    """The attempt is made by a child without privileges, since an administrator may write anywhere."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    tmp_path.chmod(0o555)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from zugong.samples import district, files, writing\n"
        "os.getuid() or os.setuid(65534)\n"
        "try: writing.write_sample(Path(sys.argv[1]), size='district', seed=1, tables=['indicators'])\n"
        "except writing.SampleError as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-X", "utf8", "-c", program, str(tmp_path / "区")], capture_output=True,
                          check=True, encoding="utf-8").stdout  # fmt: skip
    tmp_path.chmod(0o755)
    assert "没有写入权限" in said


@pytest.mark.parametrize(("options", "message"), [
    ({"size": "village"}, "没有“village”这个规模"),
    ({"size": "nation", "file_format": "csv"}, "不能写成 csv"),
    ({"size": "city", "file_format": "xlsx"}, "不能写成 xlsx"),
    ({"tables": ["workdays"]}, "没有这样的表"),
    ({"tables": []}, "没有这样的表"),
    ({"size": "province", "tables": ["tenures"]}, "tenures"),
    ({"seed": -1}, "种子 -1 不能用"),
    ({"year": 1949}, "年度 1949 不能用"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_before_anything_is_written(tmp_path, options, message):
    with pytest.raises(SampleError, match=message):
        write(tmp_path / "区", **options)
    assert list(tmp_path.iterdir()) == []


def test_every_size_has_a_usual_format_and_usual_tables():
    assert set(writing.FORMATS) == set(writing.USUAL) == set(writing.OFFERED)
    assert all(set(writing.USUAL[size]) <= set(writing.OFFERED[size]) for size in writing.FORMATS)
