"""A server of the data service for the tests that ask over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from served import served


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server with the API and the published files, as the site has them."""
    with served() as address:
        yield address
