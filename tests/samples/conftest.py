from __future__ import annotations

import pyarrow as pa
import pytest

from zugong.samples.district import district_tables


@pytest.fixture(scope="session")
def district() -> dict[str, pa.Table]:
    """The district of seed 1."""
    return district_tables(1, 2025)
