"""Settings of all tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.test import TransactionTestCase
from hypothesis import settings


settings.register_profile("zugong", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("zugong")


@pytest.fixture(scope="session", autouse=True)
def _flushing_lifts_the_guards_of_the_record() -> Iterator[None]:
    """Tests with transactions of their own empty every table afterwards, which the triggers would rightly refuse."""
    from zugong.audit import guards

    flush = TransactionTestCase._fixture_teardown

    def flush_unguarded(case: Any) -> None:
        with guards.lifted():
            flush(case)

    with patch.object(TransactionTestCase, "_fixture_teardown", flush_unguarded):
        yield
