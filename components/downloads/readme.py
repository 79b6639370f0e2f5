"""LEEME.md, or README.md: what the rows are and mean, how to see them again, whose they are, how to cite them."""

from __future__ import annotations

from collections.abc import Iterable

from components.downloads import citation
from components.downloads.columns import all_flags, described, kind_name
from components.downloads.markdown import plain, table
from components.downloads.view import View
from components.exhibit import Exhibit
from components.i18n import Language
from data import catalog


def file_name(t: Language) -> str:
    """What the file is called in the reader's language."""
    return {"es": "LEEME.md", "en": "README.md"}[t.code]


def readme(exhibit: Exhibit, path: str, view: View, t: Language) -> str:
    """The text; `path` is the file with the rows."""
    parts = [
        f"# {plain(exhibit.headline)}",
        plain(exhibit.subtitle),
        *_view(exhibit, path, view, t),
        *_columns(exhibit, t),
        *_caveats(exhibit, t),
        *_sources(exhibit, t),
        _heading(t("How to cite")),
        plain(citation.of_figure(exhibit, view, t).removesuffix(view.link)) + f" <{view.link}>",
        t("Cite the publishers of the sources as well: the figures are theirs."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(text: str) -> str:
    return f"## {text}"


def _items(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _view(exhibit: Exhibit, path: str, view: View, t: Language) -> list[str]:
    """Filters, link, days and row count."""
    chosen = [f"{what}: {plain(choice)}" for what, choice in view.filters]
    facts = [
        t("The same view again: {link}", link=f"<{view.link}>"),
        t("Downloaded on {day}.", day=t.day(view.day)),
        citation.data_version(t),
        t.plural("`{path}` has {n} row.", "`{path}` has {n} rows.", len(exhibit.rows), path=path),
    ]
    return [
        _heading(t("This view")),
        _items(facts),
        _heading(t("What was chosen on the page")),
        _items(chosen or [t("Nothing: all that the page shows at first.")]),
        t("A figure follows the choices for which its data exist; its subtitle says what it shows."),
    ]


def _columns(exhibit: Exhibit, t: Language) -> list[str]:
    columns = described(exhibit)
    header = (t("Column"), t("Title"), t("Unit"), t("Type"), t("Meaning"))
    rows = [(c.name, c.title(t), c.unit_title(t), kind_name(c.kind, t), c.description(t)) for c in columns]
    codes = [(c.name, value, t.text(text)) for c in columns for value, text in c.values.items()]
    return [
        _heading(t("Columns")),
        table(header, rows),
        *([_heading(t("Codes")), table((t("Column"), t("Code"), t("Meaning")), codes)] if codes else []),
        t(
            "An empty cell has no figure; it does not mean zero. The file is CSV in UTF-8. A text that begins as a "
            "formula would has an apostrophe before it, so that no spreadsheet runs it."
        ),
    ]


def _caveats(exhibit: Exhibit, t: Language) -> list[str]:
    flags = [f"**{plain(t.text(flag.title))}**: {plain(t.text(flag.meaning))}" for flag in all_flags(exhibit)]
    notes = [" ".join(note.split()) for note in exhibit.notes]  # Markdown of ours
    return [
        *([_heading(t("Caveats")), _items(flags)] if flags else []),
        *([_heading(t("Notes")), _items(notes)] if notes else []),
    ]


def _sources(exhibit: Exhibit, t: Language) -> list[str]:
    sources = exhibit.sources()
    return [_heading(t("Sources")), "\n".join(source_item(source, t) for source in sources)] if sources else []


def source_item(source: catalog.Source, t: Language) -> str:
    """One source as an item of a list: publisher, title, coverage, licence, and how it reached us."""
    terms = catalog.licences()[source.licence]
    text = t(
        "- **{publisher}**. {title}. {coverage}. Licence: {licence}. Reached us through {via}.",
        publisher=plain(t.text(catalog.publishers()[source.publisher].title)),
        title=plain(t.text(source.title)),
        coverage=plain(t.text(source.coverage)),
        licence=_linked(t.text(terms.title), terms.url),
        via=_linked(source.retrieved_via, source.url),
    )
    return text + (f" {plain(t.text(source.note))}" if source.note else "")


def _linked(text: str, url: str | None) -> str:
    return f"[{plain(text)}]({url})" if url else plain(text)
