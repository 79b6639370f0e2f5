"""What is published here: the tables of the catalogue and, where somebody imported one, the register of projects."""

from __future__ import annotations

from data import catalog
from data.store.connection import DataUnavailableError
from data.store.register import has_register, register_facts


def published_tables() -> dict[str, catalog.Table]:
    """Tables by id. Whoever lists what can be had (API, DCAT) asks here; a register may come while the site runs."""
    register = catalog.register()
    return {**catalog.tables(), **({register.table_id: register} if has_register() else {})}


def sources_of(table: catalog.Table) -> list[catalog.Source]:
    """The sources of a table; the register's is the one its importer stated, none while its file cannot be read."""
    if table.table_id != catalog.register().table_id:
        return [catalog.sources()[source_id] for source_id in table.sources]
    try:
        return [register_facts().source]
    except DataUnavailableError:
        return []
