"""The agenda, item by item: what was asked for, and what can be checked with open data."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from components.evidence import CLOSE, Evidence, sentence
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_name
from components.site import by_slug
from data import catalog
from data.catalog.gaps import gaps

# Where a table is shown, once the page exists.
SHOWN_ON = {"migrant_stock": "corredores", "migration_programmes_budget": "financiamiento", "remittances": "remesas"}
COLUMNS = ("framework", "code", "description", "finding", "table_id", "file")
STATED = ("kind", "baseline_year", "baseline", "target_year", "target", "unit")


def exhibit(items: pd.DataFrame, evidence: Evidence, t: Language) -> Exhibit:
    """All items by framework. items: as `store.agenda_items` gives them."""
    rows = items.copy()
    rows["description"] = rows[f"description_{t.code}"]
    rows["finding"] = [sentence(item, evidence, t) for _, item in rows.iterrows()]
    rows["file"] = [file_address(table) if pd.notna(table) else None for table in rows["table_id"]]
    answered = int(rows["table_id"].notna().sum())
    tables = tuple(dict.fromkeys(rows["table_id"].dropna()))
    return Exhibit(
        name="promises",
        headline=t(
            "{n} of {all} points can be checked with open data, and those only in part",
            n=t.number(answered), all=t.number(len(rows)),
        ),
        subtitle=t("What agendas, plans and studies on migration ask for or state, and what our tables say of it"),
        alt="",
        rows=rows[[*COLUMNS, *STATED]],
        tables=("agenda", *tables),
        caveats=("missing_values", "modelled_estimate", "incomplete_geography", "secondary_source"),
        html="".join(_framework(name, group, t) for name, group in _frameworks(rows)),
        links={"table_id": "file"},
    )  # fmt: skip


def _frameworks(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Items by framework; those in which something can be checked come first."""
    groups = [(str(name), group) for name, group in rows.groupby("framework", sort=False)]
    return sorted(groups, key=lambda group: group[1]["table_id"].isna().all())


def file_address(table_id: str) -> str:
    """Where the published table can be fetched."""
    return f"/files/{table_id}.parquet"


def address(slug: str, t: Language, anchor: str = "", **parameters: str) -> str:
    """A page of this site in the reader's language."""
    asked = "&".join(f"{name}={value}" for name, value in {**parameters, "lang": t.code}.items())
    return f"./{slug}?{asked}" + (f"#{anchor}" if anchor else "")


def _framework(name: str, items: pd.DataFrame, t: Language) -> str:
    title = value_name("agenda", "framework", name, t)
    count = t("{n} of {all}", n=t.number(items["table_id"].notna().sum()), all=t.number(len(items)))
    documents = t.together(dict.fromkeys(items["document"]))
    points = "".join(_point(item, t) for _, item in items.iterrows())
    return (
        f'<section class="points"><h4>{escape(title)} <span>{escape(count)}</span></h4>'
        f'<p lang="en">{escape(documents)}</p><ul>{points}</ul></section>'
    )


def _point(item: pd.Series, t: Language) -> str:
    code = f"<span>{escape(str(item['code']))}</span> " if pd.notna(item["code"]) else ""
    numbers = "".join(f"<small>{escape(text)}</small>" for text in stated(item, t))
    links = " · ".join(_link(text, url) for text, url in _links(item, t).items())
    kind = "known" if pd.notna(item["table_id"]) else "unknown"
    return (
        f'<li class="{kind}"><b>{code}{escape(item["description"])}</b>{numbers}'
        f"<p>{escape(item['finding'])}{f' {links}' if links else ''}</p></li>"
    )


def _link(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _links(item: pd.Series, t: Language) -> Mapping[str, str]:
    """The table behind the sentence, the page that shows it, and the request that asks for the rest."""
    close = CLOSE.get(item["item_id"])
    table = item["table_id"] if pd.notna(item["table_id"]) else close[0] if close else None
    links = {}
    if table:
        links[t.text(catalog.tables()[table].title)] = address("datos", t, table=table)
        page = by_slug(SHOWN_ON.get(table, ""))
        if page and page.slug:
            links[t("See the page: {title}", title=page.title(t))] = address(page.slug, t)
    for gap in gaps().values():
        if item["item_id"] in gap.agenda:
            links[t("Ask for it")] = address("agenda", t, "requests", measure=gap.gap_id)
    return links


def stated(item: pd.Series, t: Language) -> list[str]:
    """Baseline, target or number that the document itself states."""
    if pd.isna(item["unit"]):
        return []
    texts = []
    if pd.notna(item["baseline"]):
        amount = _amount(item["baseline"], item["unit"], t)
        if item["kind"] == "structure":
            texts.append(t("The document states: {amount}", amount=amount))
        else:
            texts.append(t("Baseline {year}: {amount}", year=int(item["baseline_year"]), amount=amount))
    if pd.notna(item["target"]):
        amount = _amount(item["target"], item["unit"], t)
        texts.append(t("Target {year}: {amount}", year=int(item["target_year"]), amount=amount))
    return texts


def _amount(value: float, unit: str, t: Language) -> str:
    if unit == "percent":
        return t.percent(value / 100)
    return f"{t.number(value, 1, trim=True)} · {value_name('agenda', 'unit', unit, t)}"
