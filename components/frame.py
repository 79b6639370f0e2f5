"""What stands around every page: language, navigation, footer, and the notice when data cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import FragmentHandledException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import browser, filters, i18n, openings, theme
from components.brand import icon_svg
from components.i18n import Language
from components.site import GROUPS, HIDDEN, PAGES, SitePage, page_title, site_name
from data import catalog
from data.store import DataUnavailableError

log = logging.getLogger(__name__)
DOCUMENT, TOOLS = (Path(__file__).with_name(f"{name}.js") for name in ("document", "page_tools"))


def colours() -> theme.Palette:
    """The palette of the appearance this reader uses."""
    return theme.palette(st.context.theme.type)


def language() -> Language:
    """The reader's language: what the address says, else what was chosen before, else what the browser asks for."""
    asked = st.query_params.get("lang")
    remembered = st.session_state.get("language") or i18n.preferred(st.context.locale)
    code = asked if asked in i18n.LOCALES else remembered
    st.session_state["language"] = code
    return i18n.language(code)


def keep_address(t: Language) -> None:
    """What is shown in the browser's address: Streamlit's links to parts of the same page leave it behind.

    Spanish is left out, except where the browser would bring another language back.
    """
    if t.code == i18n.preferred(st.context.locale) == i18n.DEFAULT:
        st.query_params.pop("lang", None)
    elif st.query_params.get("lang") in (None, *i18n.LOCALES):
        st.query_params["lang"] = t.code
    st.query_params.from_dict(filters.address())


def choose_language(t: Language) -> None:
    """The language switch; every other parameter of the address stays."""

    def changed() -> None:
        code = st.session_state["choice_lang"]
        st.session_state["language"] = code
        st.query_params["lang"] = code

    st.session_state["choice_lang"] = t.code
    st.segmented_control(
        t("Language"),
        list(i18n.NAMES),
        format_func=i18n.NAMES.__getitem__,
        key="choice_lang",
        on_change=changed,
        required=True,
        label_visibility="collapsed",
    )


def navigate(t: Language) -> tuple[st.Page, SitePage]:
    """Streamlit's page and ours for the current address, with the navigation drawn."""
    pages = {page.slug: _page(page, t) for page in PAGES}
    sections = {words(t): [pages[p.slug] for p in PAGES if p.group == group] for group, words in GROUPS.items()}
    sections[""] += [_page(page, t) for page in HIDDEN]
    chosen = st.navigation(sections, position="top")
    return chosen, next(page for page in (*PAGES, *HIDDEN) if page.slug == chosen.url_path)


def _page(page: SitePage, t: Language) -> st.Page:
    return st.Page(
        page.file,
        title=page.title(t),
        url_path=page.slug or None,
        default=not page.slug,
        help=page.description(t),
        visibility="hidden" if page in HIDDEN else "visible",
    )


def address() -> str:
    """Scheme and host of this server, without a path, as the reader's browser knows it."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def head(page: SitePage, t: Language) -> None:
    """Name in the header, language switch and our colours; title, language and description of the document."""
    st.logo(icon_svg(colours()), size="large")  # the style sheet adds the name: a picture has no fonts of the page
    with st.container(key="language", width="content"):
        choose_language(t)
        st.html(f"<style>{theme.variables(colours(), site_name(t))}</style>")
        _document(page, t)


def bare(page: SitePage, t: Language) -> None:
    """Our colours and the document of a page without a frame."""
    st.html(f"<style>{theme.variables(colours())}{theme.bare_style()}</style>")
    _document(page, t)


def _document(page: SitePage, t: Language) -> None:
    """Title, language and description of the document, as data: the policy on scripts allows only those it knows."""
    facts = {
        "lang": f"{t.locale.language}-{t.locale.territory}",
        "title": page_title(page, t, st.query_params),
        "description": page.description(t),
    }
    data = " ".join(f'data-document-{name}="{escape(value)}"' for name, value in facts.items())
    st.html(f"<div {data}></div><script>{script(DOCUMENT)}</script>", unsafe_allow_javascript=True)


def opening(slug: str, t: Language) -> None:
    """Headline and first paragraph of the page at that address."""
    st.title(openings.HEADLINES[slug](t))
    st.markdown(openings.LEADS[slug](t))


def foot(t: Language) -> None:
    """Sources, licence, version and date of the data, and the address of the page to copy or on paper."""
    release = catalog.release()
    publishers = dict.fromkeys(t.text(catalog.publishers()[s.publisher].short) for s in catalog.sources().values())
    lines = [
        t("Data version {version}, {date}.", version=release.version, date=t.day(date.fromisoformat(release.date))),
        t("Code under the MIT licence; each source keeps its own, stated under each figure."),
        t("Sources: {publishers}.", publishers="; ".join(publishers)),
    ]
    package, licences = t("All tables and their meaning (Data Package)"), t("Licences of the sources")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    link = (
        f'<p><a href="/files/datapackage.json">{escape(package)}</a> · '
        f'<a href="/files/LICENCES.txt">{escape(licences)}</a></p>'
    )
    st.html(
        f'<footer class="site-foot"><hr/>{body}{link}{_page_address(t)}</footer><script>{script(TOOLS)}</script>',
        unsafe_allow_javascript=True,
    )


def _page_address(t: Language) -> str:
    """A button that copies the address of what is shown, and on paper the address itself with the day."""
    copy, copied = t("Copy the link to this page"), t("Copied.")
    printed = t("{site}, printed on {day} from", site=site_name(t), day=t.day(browser.today()))
    return (
        f'<p class="copy-page"><button type="button" data-copy-page data-copied="{escape(copied)}">{escape(copy)}'
        '</button> <span role="status"></span></p>'
        f'<p class="on-paper">{escape(printed)} <span data-printed-address></span></p>'
    )


@cache
def script(path: Path) -> str:
    """The text of one of our scripts, which components/serving/policy.py allows by its hash."""
    return path.read_text(encoding="utf-8")


@contextmanager
def guarded(t: Language) -> Iterator[None]:
    """A part of a page that says so when its data cannot be read, or when it fails, and leaves the rest standing."""
    try:
        yield
    except DataUnavailableError:
        st.error(t("The data of this part cannot be read right now. The rest of the site still works."))
    except FragmentHandledException:
        pass  # said where it happened
    except Exception as error:
        say_failed(error, t)


def say_failed(error: Exception, t: Language | None = None) -> bool:
    """Notes an error and says in the reader's language that something failed. True: that is all there is to say."""
    context = get_script_run_ctx(suppress_warning=True)
    session = context.session_id if context else ""
    log.error("a part of a page failed", exc_info=error, extra={"session_id": session})
    t = t or language()
    st.error(t("Something failed here, and we have noted it. The rest of the site still works."))
    return True
