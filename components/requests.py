"""Gaps with their holder and the information request that asks for each. The gaps are stated in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from components.exhibit import Exhibit
from components.i18n import Language
from components.promises import address
from data import catalog
from data.catalog.gaps import Gap, gaps


def exhibit(known: Iterable[Gap], t: Language) -> Exhibit:
    """Every gap: what is missing, who holds it, and the published tables with the part that is known."""
    listed = list(known)
    rows = pd.DataFrame(
        [(t.text(g.what), t.text(g.holder), _known_part(g, t), g.period, g.geography) for g in listed],
        columns=["gap", "holder", "known_part", "period", "geography"],
    )
    holders = len({g.addressee for g in listed})
    return Exhibit(
        name="gaps",
        headline=t(
            "{n} gaps, {authorities} authorities to ask, and first of all: {first}",
            n=t.number(len(listed)), authorities=t.number(holders), first=t.text(listed[0].title).lower(),
        ),
        subtitle=t("What we did not find in the open; who holds each is our reading, not a statement of theirs"),
        alt="",
        rows=rows,
        tables=tuple(dict.fromkeys(table for g in listed for table in g.tables)),
        caveats=(),
        html=f'<ol class="gaps">{"".join(_item(g, t) for g in listed)}</ol>',
    )  # fmt: skip


def _known_part(gap: Gap, t: Language) -> str:
    tables = [catalog.tables()[table] for table in gap.tables]
    return "; ".join(f"{t.text(table.title)} ({t.text(table.coverage)})" for table in tables) or t("Nothing")


def _item(gap: Gap, t: Language) -> str:
    holder = t("Held by (our reading): {holder}.", holder=t.text(gap.holder))
    links = "; ".join(
        f'<a href="{escape(address("datos", t, table=table))}">{escape(t.text(catalog.tables()[table].title))}</a> '
        f"({escape(t.text(catalog.tables()[table].coverage))})"
        for table in gap.tables
    )
    what_there_is = t("What there is:")
    known = f"<small>{escape(what_there_is)} {links}</small>" if links else ""
    return f"<li><b>{escape(t.text(gap.what))}</b> {escape(holder)}{known}</li>"


def titles(t: Language) -> dict[str, str]:
    """Short name of each gap by id."""
    return {gap_id: t.text(gap.title) for gap_id, gap in gaps().items()}


def all_requests() -> str:
    """Every request, one after the other, in one text file."""
    return ("\n\n" + "-" * 72 + "\n\n").join(gap.request() for gap in gaps().values()) + "\n"
