"""`datapackage.json` for just the columns shown (Data Package 2.0), described in both languages."""

from __future__ import annotations

import hashlib
from typing import Any

from components.downloads.columns import Described, all_flags, described
from components.downloads.view import View
from components.exhibit import Exhibit
from components.i18n import Language
from data import catalog
from data.spreadsheet import LIST_SEPARATOR

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FORMS: dict[str, dict[str, Any]] = {
    "list": {"itemType": "string", "delimiter": LIST_SEPARATOR},
    "boolean": {"trueValues": ["True"], "falseValues": ["False"]},
}


def datapackage(exhibit: Exhibit, path: str, content: bytes, view: View, t: Language) -> dict[str, Any]:
    """The descriptor of one CSV file with that path and content."""
    name = exhibit.name.replace("_", "-")
    origin = {"sources": _sources(exhibit), "licenses": _licences(exhibit)} if exhibit.sources() else {}
    return {
        "$schema": PROFILE,
        "name": f"observatorio-3x1-{name}",
        "title": exhibit.headline,
        "description": exhibit.subtitle,
        "language": t.code,
        "homepage": view.link,
        "version": catalog.release().version,
        "created": f"{view.day.isoformat()}T00:00:00Z",
        "flags": {
            flag_id: {"title": flag.title.en, "title_es": flag.title.es}
            for flag_id, flag in catalog.flags().items()
            if flag in all_flags(exhibit)
        },
        **origin,
        "resources": [
            {
                "name": name,
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
                "rows": len(exhibit.rows),
                "schema": {"fields": [_field(column) for column in described(exhibit)], "missingValues": [""]},
            }
        ],
    }


def _field(described: Described) -> dict[str, Any]:
    field: dict[str, Any] = {"name": described.name, "type": described.kind, **FORMS.get(described.kind, {})}
    if column := described.column:
        field |= {
            "title": column.title.en,
            "description": column.description.en,
            "title_es": column.title.es,
            "description_es": column.description.es,
        }
        if column.unit:
            unit = catalog.units()[column.unit].title
            field |= {"unit": column.unit, "unit_title": unit.en, "unit_title_es": unit.es}
    if described.values and described.kind == "string":
        field["categories"] = [
            {"value": value, "label": text.en, "label_es": text.es} for value, text in described.values.items()
        ]
    return field


def _sources(exhibit: Exhibit) -> list[dict[str, str]]:
    return [
        {"title": f"{catalog.publishers()[s.publisher].title.en}: {s.title.en}", **({"path": s.url} if s.url else {})}
        for s in exhibit.sources()
    ]


def _licences(exhibit: Exhibit) -> list[dict[str, str]]:
    ids = dict.fromkeys(source.licence for source in exhibit.sources())
    licences = {licence_id: catalog.licences()[licence_id] for licence_id in ids}
    return [
        {"name": name, "title": licence.title.en, **({"path": licence.url} if licence.url else {})}
        for name, licence in licences.items()
    ]
