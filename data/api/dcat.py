"""The catalogue for machines: DCAT at `/data.json`, and a schema.org `Dataset` for the head of a page."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from data import catalog
from data.api.metadata import FORMATS, TABLES_PATH, rows_path
from data.catalog import OBSERVATORY, Table
from data.store import DataUnavailableError, modified, period, published_table, published_tables, sources_of

MEDIA_TYPE = "application/json"  # what harvesters of /data.json look for; the document is JSON-LD, too
LANGUAGES = {
    "es": "http://publications.europa.eu/resource/authority/language/SPA",
    "en": "http://publications.europa.eu/resource/authority/language/ENG",
}
MONTHS_OF = {"quarter": 3, "month": 1}
# Names as in the federal data.json catalogues; the context, part of the document, says which DCAT terms they are.
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "title": {"@id": "dct:title", "@language": "es"},
    "title_en": {"@id": "dct:title", "@language": "en"},
    "description": {"@id": "dct:description", "@language": "es"},
    "description_en": {"@id": "dct:description", "@language": "en"},
    "keyword": {"@id": "dcat:keyword", "@language": "es", "@container": "@set"},
    "keyword_en": {"@id": "dcat:keyword", "@language": "en", "@container": "@set"},
    "name": {"@id": "foaf:name", "@language": "es"},
    "name_en": {"@id": "foaf:name", "@language": "en"},
    "label": {"@id": "skos:prefLabel", "@language": "es"},
    "label_en": {"@id": "skos:prefLabel", "@language": "en"},
    "identifier": "dct:identifier",
    "issued": {"@id": "dct:issued", "@type": "xsd:date"},
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
    "version": "dcat:version",
    "language": {"@id": "dct:language", "@type": "@id"},
    "publisher": "dct:publisher",
    "creator": "dct:creator",
    "homepage": {"@id": "foaf:homepage", "@type": "@id"},
    "license": "dct:license",
    "temporal": "dct:temporal",
    "startDate": "dcat:startDate",
    "endDate": "dcat:endDate",
    "spatial": "dct:spatial",
    "dataset": {"@id": "dcat:dataset", "@container": "@set"},
    "distribution": {"@id": "dcat:distribution", "@container": "@set"},
    "accessURL": {"@id": "dcat:accessURL", "@type": "@id"},
    "downloadURL": {"@id": "dcat:downloadURL", "@type": "@id"},
    "landingPage": {"@id": "dcat:landingPage", "@type": "@id"},
    "mediaType": {"@id": "dcat:mediaType", "@type": "@id"},
    "conformsTo": {"@id": "dct:conformsTo", "@type": "@id"},
    "byteSize": {"@id": "dcat:byteSize", "@type": "xsd:nonNegativeInteger"},
    "checksum": "spdx:checksum",
    "algorithm": {"@id": "spdx:algorithm", "@type": "@id"},
    "checksumValue": {"@id": "spdx:checksumValue", "@type": "xsd:hexBinary"},
}
ABOUT = catalog.Text(
    es="Tablas sobre el Programa 3x1 para Migrantes de México y su contexto.",
    en="Tables about Mexico's Programa 3x1 para Migrantes and its context.",
)
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
IANA = "https://www.iana.org/assignments/media-types/"
COUNTRY = "http://publications.europa.eu/resource/authority/country/"
MEXICO = {"@id": COUNTRY + "MEX", "label": "México", "label_en": "Mexico"}
UNITED_STATES = {"@id": COUNTRY + "USA", "label": "Estados Unidos", "label_en": "United States"}
WORLD = {
    "@id": "http://publications.europa.eu/resource/authority/continent/WORLD",
    "label": "Mundo",
    "label_en": "World",
}
_SCHEMA_ORG = {"version": "version", "issued": "datePublished", "modified": "dateModified"}
TOPICS = {
    "programme": catalog.Text(es="Programa 3x1", en="Programa 3x1"),
    "money": catalog.Text(es="presupuesto y precios", en="budget and prices"),
    "remittances": catalog.Text(es="remesas", en="remittances"),
    "need": catalog.Text(es="pobreza y marginación", en="poverty and marginalisation"),
    "people": catalog.Text(es="población migrante", en="migrant people"),
    "places": catalog.Text(es="lugares", en="places"),
    "reference": catalog.Text(es="referencia", en="reference"),
}


def catalogue(base: str) -> dict[str, Any]:
    """The DCAT catalogue of the site at `base`, an address that ends with a slash."""
    release = catalog.release()
    return {
        "@context": CONTEXT,
        "@id": base + "data.json",
        "@type": "dcat:Catalog",
        "conformsTo": "https://www.w3.org/TR/vocab-dcat-3/",
        "title": OBSERVATORY.es,
        "title_en": OBSERVATORY.en,
        "description": ABOUT.es,
        "description_en": ABOUT.en,
        "publisher": _publisher(base),
        "homepage": base,
        "language": list(LANGUAGES.values()),
        "version": release.version,
        "issued": release.date,
        "modified": release.date,
        "dataset": [_dataset(table, base) for table in published_tables().values()],
    }


def _publisher(base: str) -> dict[str, Any]:
    return {
        "@id": base + "#observatory",
        "@type": "foaf:Organization",
        "name": OBSERVATORY.es,
        "name_en": OBSERVATORY.en,
    }


def _dataset(table: Table, base: str) -> dict[str, Any]:
    address = f"{base.rstrip('/')}{TABLES_PATH}/{table.table_id}"
    topic = TOPICS[table.topic]
    extent = _extent(table)
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "identifier": table.table_id,
        "title": table.title.es,
        "title_en": table.title.en,
        "description": f"{table.description.es} Cobertura: {table.coverage.es}.",
        "description_en": f"{table.description.en} Coverage: {table.coverage.en}.",
        "keyword": [topic.es, "migración", "México"],
        "keyword_en": [topic.en, "migration", "Mexico"],
        "publisher": _publisher(base),
        "creator": [_agent(publisher_id) for publisher_id in _publishers(table)],
        "license": [_licence(licence_id, base) for licence_id in _licences(table)],
        "language": list(LANGUAGES.values()),
        **_released(table),
        "landingPage": address,
        "spatial": [{"@type": "dct:Location", **place} for place in _places(table)],
        **({"temporal": _temporal(*extent)} if extent else {}),
        "distribution": [_distribution(table, format, base) for format in FORMATS],
    }


def _released(table: Table) -> dict[str, str]:
    """Version and dates of the data; an imported register has no version, and the day of its file."""
    release = catalog.release()
    if table.table_id in catalog.tables():
        return {"version": release.version, "issued": release.date, "modified": release.date}
    try:
        return {"modified": modified(table.table_id).isoformat()}
    except DataUnavailableError:
        return {}


def _publishers(table: Table) -> list[str]:
    return sorted({source.publisher for source in sources_of(table)})


def _licences(table: Table) -> list[str]:
    return sorted({source.licence for source in sources_of(table)})


def _agent(publisher_id: str) -> dict[str, Any]:
    publisher = catalog.publishers()[publisher_id]
    home = {"homepage": publisher.url} if publisher.url else {}
    return {"@type": "foaf:Organization", "name": publisher.title.es, "name_en": publisher.title.en, **home}


def _licence(licence_id: str, base: str) -> dict[str, Any]:
    licence = catalog.licences()[licence_id]
    address = licence.url or f"{base}files/LICENCES.txt#{licence_id}"
    titles = {"title": licence.title.es, "title_en": licence.title.en}
    return {"@id": address, "@type": "dct:LicenseDocument", **titles}


def _distribution(table: Table, format: str, base: str) -> dict[str, Any]:
    address = base.rstrip("/") + rows_path(table.table_id, format)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "title": f"{table.title.es} ({format.upper()})",
        "title_en": f"{table.title.en} ({format.upper()})",
        "accessURL": address,
        "downloadURL": address,
        "mediaType": IANA + FORMATS[format],
        **(_file_facts(table) if format == "parquet" else {}),
    }


def _file_facts(table: Table) -> dict[str, Any]:
    """Size and fingerprint of the published file; nothing while it is not there."""
    try:
        published = published_table(table.table_id)
    except DataUnavailableError:
        return {}
    checksum = {"@type": "spdx:Checksum", "algorithm": SHA256, "checksumValue": published.sha256}
    return {"byteSize": str(published.bytes), "checksum": checksum}


def _places(table: Table) -> list[dict[str, str]]:
    """What a table's columns of codes are about."""
    names = {column.name for column in table.columns}
    if names & {"country", "origin", "destination", "citizenship"}:
        return [WORLD]
    mexican = names & {"state_code", "municipality_code"} or not names & {"us_state", "sector"}
    return ([MEXICO] if mexican else []) + ([UNITED_STATES] if names & {"us_state", "sector"} else [])


def _extent(table: Table) -> tuple[str, str] | None:
    """First and last day, or year, of a table's figures: `2003-01-01`, `2026-03-31`, or `2002`, `2006`."""
    try:
        ends = period(table.table_id)
    except DataUnavailableError:
        return None
    if ends is None:
        return None
    months = next((MONTHS_OF[column.name] for column in table.columns if column.name in MONTHS_OF), None)
    if months is None:
        return str(ends[0]), str(ends[1])
    last = ends[1]
    month = last.month + months - 1
    end = date(last.year, month, calendar.monthrange(last.year, month)[1])
    return ends[0].strftime("%Y-%m-%d"), end.isoformat()


def _temporal(first: str, last: str) -> dict[str, Any]:
    kind = "xsd:gYear" if len(first) == 4 else "xsd:date"
    start, end = ({"@type": kind, "@value": value} for value in (first, last))
    return {"@type": "dct:PeriodOfTime", "startDate": start, "endDate": end}


def dataset_json_ld(table_id: str, base: str, language: str) -> dict[str, Any]:
    """A schema.org `Dataset` for the page of a table, in one language.

    base: the site's address, with a slash at its end. A page that puts it into a script element escapes `<`.
    """
    table = published_tables()[table_id]
    root = base.rstrip("/")
    extent = _extent(table)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{root}{TABLES_PATH}/{table_id}",
        "identifier": table_id,
        "name": table.title[language],
        "description": f"{table.description[language]} {table.coverage[language]}.",
        "url": f"{root}/datos?table={table_id}&lang={language}",
        "inLanguage": language,
        **{_SCHEMA_ORG[name]: value for name, value in _released(table).items()},
        "isAccessibleForFree": True,
        "keywords": [TOPICS[table.topic][language]],
        "publisher": {"@type": "Organization", "name": OBSERVATORY[language], "url": base},
        "creator": [_organization(publisher_id, language) for publisher_id in _publishers(table)],
        "license": [_licence(licence_id, base)["@id"] for licence_id in _licences(table)],
        "variableMeasured": [_variable(column, language) for column in table.columns],
        "spatialCoverage": [_place(place, language) for place in _places(table)],
        **({"temporalCoverage": "/".join(extent)} if extent else {}),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": OBSERVATORY[language], "url": f"{root}/data.json"},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": root + rows_path(table_id, format)}
            for format, media in FORMATS.items()
        ],
    }


def catalogue_json_ld(base: str, language: str) -> dict[str, Any]:
    """The catalogue as schema.org describes one, in one language; its datasets by name and address."""
    root = base.rstrip("/")
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": f"{root}/data.json",
        "name": OBSERVATORY[language],
        "description": ABOUT[language],
        "url": f"{root}/datos?lang={language}",
        "inLanguage": language,
        "version": catalog.release().version,
        "dateModified": catalog.release().date,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": OBSERVATORY[language], "url": base},
        "dataset": [
            {
                "@type": "Dataset",
                "@id": f"{root}{TABLES_PATH}/{table.table_id}",
                "name": table.title[language],
                "description": f"{table.description[language]} {table.coverage[language]}.",
                "url": f"{root}/datos?table={table.table_id}&lang={language}",
                "license": [_licence(licence_id, base)["@id"] for licence_id in _licences(table)],
            }
            for table in catalog.tables().values()
        ],
    }


def _organization(publisher_id: str, language: str) -> dict[str, Any]:
    publisher = catalog.publishers()[publisher_id]
    home = {"url": publisher.url} if publisher.url else {}
    return {"@type": "Organization", "name": publisher.title[language], **home}


def _place(place: dict[str, str], language: str) -> dict[str, str]:
    return {"@type": "Place", "name": place["label" if language == "es" else "label_en"], "sameAs": place["@id"]}


def _variable(column: catalog.Column, language: str) -> dict[str, Any]:
    unit = {"unitText": catalog.units()[column.unit].title[language]} if column.unit else {}
    meaning = {"description": column.description[language]}
    return {"@type": "PropertyValue", "name": column.name, "alternateName": column.title[language], **meaning, **unit}
