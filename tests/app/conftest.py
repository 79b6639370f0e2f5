"""Pages without a browser: Streamlit's AppTest over the real frame."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.site import HIDDEN, PAGES

ROOT = Path(__file__).parents[2]
FILES = {page.slug: page.file for page in (*PAGES, *HIDDEN)}


@pytest.fixture
def visit() -> Callable[..., AppTest]:
    """Opens a page by its address: `visit("proyectos", state=["32"])`."""

    def open_page(slug: str, browser: str = "es-MX", **parameters: str | list[str]) -> AppTest:
        at = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=60)
        at.context = {"locale": browser}
        for name, value in parameters.items():
            at.query_params[name.rstrip("_")] = value
        at.run()  # pages are known after a first run
        return at.switch_page(FILES[slug]).run() if slug else at

    return open_page
