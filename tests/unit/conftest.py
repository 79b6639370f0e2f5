"""A server of the data service for the tests that ask over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from running import HOST, PROXY, Site, copied, running
from served import served


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server with the API and the published files, as the site has them."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole site as in public: it answers to its names, and believes one proxy."""
    folder = tmp_path_factory.mktemp("site")
    names = f"{HOST},*.{HOST},127.0.0.1"
    with running(copied(folder / "tree"), folder / "log", ALLOWED_HOSTS=names, TRUSTED_PROXIES=PROXY) as site:
        yield site
