"""Buttons that save a figure as a picture. The browser makes it, from what it has drawn: see picture.js."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from components.downloads.citation import data_version
from components.exhibit import Exhibit
from components.i18n import Language
from components.site import site_name

SCRIPT = Path(__file__).with_name("picture.js")


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def buttons(exhibit: Exhibit, t: Language) -> str:
    """HTML of one button a format, with the words that go into the picture, and the script that makes it."""
    words = {
        "exhibit": exhibit.name,
        "headline": exhibit.headline,
        "subtitle": exhibit.subtitle,
        "alt": exhibit.alt,
        "source": f"{exhibit.source_line(t)} {site_name(t)}. {data_version(t)}",
        "failed": t("The picture could not be made: the figure is not on the page."),
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in words.items())
    labels = {"png": t("Picture (PNG)"), "svg": t("Picture to edit (SVG)")}
    made = "".join(
        f'<button type="button" data-picture="{form}" {data}>{escape(label)}</button>' for form, label in labels.items()
    )
    status = f'<span role="status" data-picture-status="{escape(exhibit.name)}"></span>'
    return f'<div class="pictures">{made}{status}</div><script>{_script()}</script>'
