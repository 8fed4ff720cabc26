"""Spark: the engine where one machine is outgrown. Same rule texts, same rows.

Tables go to Spark as Parquet in a working folder, and findings come back the same way; with a standalone cluster
(`--master spark://…`) that folder (ZUGONG_SPARK_DIR) must be seen by driver and workers under the same path.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from zugong.core.outcomes import Outcome
from zugong.regulations.book import Book, CompiledRule
from zugong.regulations.engines.duckdb import BATCH_ROWS, keep_listed, sift
from zugong.regulations.engines.missing import MissingEngine
from zugong.regulations.findings import RuleSummary
from zugong.regulations.storage import DERIVED, law_table_name
from zugong.regulations.tables.schema import TABLES


if TYPE_CHECKING:
    import duckdb

DIRECTORY_SETTING = "ZUGONG_SPARK_DIR"
"""Environment variable: working folder, on shared storage when the workers are other machines."""

CONCURRENT_RULES = 4

GENERATE_CODE_FROM_ROWS = 2_000_000
"""Below so many rows in all tables together, queries are interpreted."""

SETTINGS = {
    "spark.app.name": "zugong",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.scheduler.mode": "FAIR",
}
"""Unless spark-defaults or the environment say otherwise."""


def run(
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    *,
    listed: Sequence[Outcome],
    master: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[tuple[RuleSummary, ...], pa.Table]:
    """As the DuckDB engine's `run`, on a local Spark or the cluster at `master`. Raises MissingEngine."""
    with session(master) as spark:
        return run_in(spark, connection, book, listed=listed, progress=progress)


def run_in(
    spark: Any,
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    *,
    listed: Sequence[Outcome],
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[tuple[RuleSummary, ...], pa.Table]:
    """`run` in a session that is already there."""
    with tempfile.TemporaryDirectory(dir=os.environ.get(DIRECTORY_SETTING), prefix="zugong-") as directory:
        folder = Path(directory)
        rows = _export(connection, book, folder)
        interpret(spark, rows < GENERATE_CODE_FROM_ROWS)
        _register(spark, folder)
        _judge_all(spark, book, folder, progress)
        return _collect(connection, book, folder, listed)


def interpret(spark: Any, small: bool) -> None:
    """For small data compiling Java for every query takes far longer than running it: interpret instead."""
    spark.conf.set("spark.sql.codegen.wholeStage", str(not small).lower())
    spark.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN" if small else "FALLBACK")


@contextmanager
def session(master: str | None = None) -> Iterator[Any]:
    """A Spark session, stopped afterwards. Raises MissingEngine."""
    if importlib.util.find_spec("pyspark") is None:
        raise MissingEngine("没有安装 Spark。请运行 pip install 'zugong[spark]'，或者去掉 --engine spark。")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise MissingEngine("没有找到 Java。请安装 Java 17：apt-get install openjdk-17-jre-headless。")
    from pyspark.sql import SparkSession

    local = master is None or master.startswith("local") or "127.0.0.1" in master
    if local:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master(master or "local[*]")
    hosts = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"} if local else {}
    for name, value in (SETTINGS | hosts).items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()


def _export(connection: duckdb.DuckDBPyConnection, book: Book, folder: Path) -> int:
    """Write every table as Parquet; return how many rows they hold."""
    rows = 0
    for name in (*TABLES, *DERIVED, *map(law_table_name, book)):
        target = folder / "tables" / f"{name}.parquet"
        target.parent.mkdir(exist_ok=True)
        copied = connection.execute(f"COPY \"{name}\" TO '{target}' (FORMAT parquet)").fetchone()
        rows += copied[0] if copied else 0
    return rows


def _register(spark: Any, folder: Path) -> None:
    for path in (folder / "tables").iterdir():
        spark.read.parquet(path.as_uri()).createOrReplaceTempView(path.stem)


def _judge_all(spark: Any, book: Book, folder: Path, progress: Callable[[str, int, int], None] | None) -> None:
    with ThreadPoolExecutor(CONCURRENT_RULES) as pool:
        running = {pool.submit(_judge, spark, rule, folder): rule for rule in book.values()}
        for done, finished in enumerate(as_completed(running)):
            finished.result()
            if progress:
                progress(running[finished].title, done + 1, len(book))


def _judge(spark: Any, rule: CompiledRule, folder: Path) -> None:
    spark.sql(rule.sql).write.parquet((folder / "findings" / rule.key).as_uri())


def _collect(
    connection: duckdb.DuckDBPyConnection, book: Book, folder: Path, listed: Sequence[Outcome]
) -> tuple[tuple[RuleSummary, ...], pa.Table]:
    summary, kept = [], []
    for rule in book.values():
        judged = connection.read_parquet(f"{folder / 'findings' / rule.key}/*.parquet")
        counts, rows = sift(rule, judged.to_arrow_reader(BATCH_ROWS), listed)
        summary.append(counts)
        kept.extend(rows)
    return tuple(summary), keep_listed(connection, kept)
