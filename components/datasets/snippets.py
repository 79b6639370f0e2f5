"""Lines to copy that read a table, whole or under filters, into the tools that people use."""

from __future__ import annotations

from dataclasses import dataclass

from components.i18n import Language
from data import api, catalog, store
from data.store import Selection


@dataclass(frozen=True)
class Snippet:
    """Code in a language that a code block can colour, and what to know before it runs."""

    code: str
    language: str
    before: str = ""


def snippets(selection: Selection, site: str, t: Language) -> dict[str, Snippet]:
    """A snippet for each tool, by its name. site: the address of the server, without a path."""
    table = selection.table
    query = api.query_string(selection)
    rows = f"{site}{api.rows_path(table.table_id, 'csv')}" + (f"?{query}" if query else "")
    file = f"{site}/files/{table.table_id}.parquet"
    return {
        "curl": Snippet(f'curl -OJ "{rows}"', "bash"),
        "pandas": Snippet(_pandas(table, rows if query else "", file), "python"),
        "R": Snippet(_r(table, rows), "r"),
        "DuckDB": Snippet(store.as_sql(selection, file), "sql", t("Reads only what it needs of the file, over HTTP.")),
        "Excel": Snippet(
            _power_query(rows), "text",
            t("Data → Get Data → From Other Sources → Blank Query → Advanced Editor, and in place of what is there:"),
        ),
    }  # fmt: skip


def _codes(table: catalog.Table) -> list[str]:
    """Columns of digits that are text: without being told so, a program drops the zero of 09."""
    return [column.name for column in table.columns if column.type == "string" and column.pattern]


def _dates(table: catalog.Table) -> list[str]:
    return [column.name for column in table.columns if column.type == "date"]


def _pandas(table: catalog.Table, rows: str, file: str) -> str:
    if not rows:
        return f'import pandas as pd\n\nrows = pd.read_parquet("{file}")'
    told = ""
    if codes := _codes(table):
        told += ", dtype={" + ", ".join(f'"{name}": "str"' for name in codes) + "}"
    if dates := _dates(table):
        told += f", parse_dates={dates!r}".replace("'", '"')
    return f'import pandas as pd\n\nrows = pd.read_csv("{rows}"{told})'


def _r(table: catalog.Table, rows: str) -> str:
    classes = [f'{name} = "character"' for name in _codes(table)] + [f'{name} = "Date"' for name in _dates(table)]
    told = f",\n  colClasses = c({', '.join(classes)})" if classes else ""
    return f'rows <- read.csv(\n  "{rows}"{told},\n  fileEncoding = "UTF-8-BOM"\n)'


def _power_query(rows: str) -> str:
    return (
        "let\n"
        f'    Source = Csv.Document(Web.Contents("{rows}"), [Delimiter = ",", Encoding = 65001]),\n'
        "    Rows = Table.PromoteHeaders(Source, [PromoteAllScalars = true])\n"
        "in\n"
        "    Rows"
    )
