"""What a table's columns, caveats and sources mean, as HTML and Markdown."""

from __future__ import annotations

from html import escape

from components.downloads.columns import kind_name
from components.downloads.readme import source_item
from components.i18n import Language
from data import catalog, store

MOST_VALUES = 12  # codes that are written out; the rest are in the metadata


def columns(table: catalog.Table, t: Language) -> str:
    """Each column: name, title, type and unit, meaning, and what its codes stand for."""
    return f'<dl class="codebook">{"".join(_column(column, table, t) for column in table.columns)}</dl>'


def _column(column: catalog.Column, table: catalog.Table, t: Language) -> str:
    unit = t.text(catalog.units()[column.unit].title) if column.unit else ""
    facts = [kind_name(column.type, t), unit, t("part of the key") if column.name in table.key else ""]
    if not column.required and column.name not in table.key:
        facts.append(t("may be missing"))
    said = f"<dd>{escape(t.text(column.description))}{_values(column, t)}{_refers(column, t)}</dd>"
    name = f"<dt><code>{escape(column.name)}</code> <b>{escape(t.text(column.title))}</b>"
    return f"<div>{name}<small>{escape(' · '.join(fact for fact in facts if fact))}</small></dt>{said}</div>"


def _values(column: catalog.Column, t: Language) -> str:
    values = list((column.values or {}).items())
    if not values:
        return ""
    listed = "; ".join(f"<code>{escape(code)}</code> {escape(t.text(text))}" for code, text in values[:MOST_VALUES])
    more = len(values) - MOST_VALUES
    rest = "; " + escape(t.plural("and {n} more", "and {n} more", more)) if more > 0 else ""
    return f"<small>{listed}{rest}</small>"


def _refers(column: catalog.Column, t: Language) -> str:
    if not column.refers:
        return ""
    table_id = column.refers.partition(".")[0]
    said = t("Its codes are those of")
    link = f'<a href="/datos?table={table_id}&lang={t.code}">{escape(t.text(catalog.table(table_id).title))}</a>'
    return f"<small>{escape(said)} {link}</small>"


def caveats(table: catalog.Table, t: Language) -> str:
    """Each flag of the table with its meaning, as Markdown; '' when it has none."""
    flags = [catalog.flags()[flag] for flag in table.flags]
    return "\n".join(f"- **{t.text(flag.title)}**: {t.text(flag.meaning)}" for flag in flags)


def sources(table: catalog.Table, t: Language) -> str:
    """Each source with publisher, coverage, licence and how it reached us, as Markdown."""
    return "\n".join(source_item(source, t) for source in store.sources_of(table))
