"""The findings as Parquet: the columns of the contract, for programs and further reckoning."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow.parquet as pq

from zugong.regulations.findings import Check
from zugong.regulations.reports.sections import canonical


def write_parquet(check: Check, stream: BinaryIO) -> None:
    """Write the 11 columns, zstd-compressed, in the order the findings have."""
    pq.write_table(canonical(check.findings), stream, compression="zstd")
