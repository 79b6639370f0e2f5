"""Figures and projects quoted in press and reports, each with its address. Never a series: quotations side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.build import places
from data.build.controls import Control
from data.build.raw import BuildError, Raw
from data.build.shape import by_id, slugify, slugs, texts

NATIONAL = "Nacional"
COUNTRY = r"^Mexico\b"  # how migration_figures names the country; its state of the same name does not occur
# Words before a number. `exact` means only that the source qualifies it in no way.
QUALIFIERS = {
    "": "exact",
    "more than": "more_than",
    "over": "more_than",
    "almost": "almost",
    "about": "about",
    "close to": "about",
    "some": "about",
}
# Words of an indicator or a period that say what kind of figure it is; the first list that matches counts.
STATUS_WORDS = {
    "proposal": r"proposed|draft|pre-approved|subcovam|assessed|in validation|presented",
    "plan": r"\bplan(?:ned)?\b|forecast|expected|announced|budget|goal|to benefit|loan",
    "part_year": r"covam|to 28 sep|so far|mid-october|partial list|first session|\bjan-",
}
# Kinds of project as the second collection names them; None: no single kind.
TYPES = {
    "all": None,
    "all (2x1 forerunner)": None,
    "works": "works",
    "infrastructure": "infrastructure",
    "basic social infrastructure": "social_infrastructure",
    "human development (as named by the audit office)": "human_development",
    "productive projects": "productive",
    "scholarships": "scholarships",
    "temples, lienzo charro, farming and other": "other",
}
# The first collection names the kind within the indicator.
TYPE_WORDS = {
    "productive projects": "productive",
    "social infrastructure": "social_infrastructure",
    "infrastructure projects": "infrastructure",
    "scholarships": "scholarships",
    "community services": "community_services",
    "educational projects": "educational_projects",
}
# What the figures on migration count when their unit says just "count".
COUNTED = {
    "matriculas consulares expedidas": "consular IDs",
    "Puebla-born matriculas": "consular IDs",
    "eventos de repatriacion desde EUA": "events",
    "eventos de repatriacion by RECEIVING entity": "events",
    "eventos de repatriacion by state of ORIGIN": "events",
    "eventos delictivos documentados": "events",
    "personas en situacion migratoria irregular registradas": "people",
    "personas registradas": "people",
    "personas victimas de delito en transito": "people",
    "ingresos a albergues de la red": "admissions",
}
CATEGORIES = {
    "Paving": "paving",
    "Roads": "roads",
    "Community centre": "community_centres",
    "School": "education",
    "Sports": "sports",
    "Public square": "urbanisation",
    "Urban image": "urban_image",
    "Church": "church",
    "Equipment": "equipment",
    "Several": "several",
    "Water and paving": "several",
    "School / sports": "several",
}
COLUMNS = [
    "figure_id",
    "topic",
    "geography",
    "state_code",
    "period",
    "year_from",
    "year_to",
    "indicator",
    "indicator_es",
    "indicator_en",
    "project_type",
    "value",
    "value_qualifier",
    "unit",
    "status",
    "source_url",
    "source_title",
    "quote_or_note",
    "source_id",
    "flags",
]
FUNDERS = ["total_mxn", "federal_mxn", "state_mxn", "municipal_mxn", "migrants_mxn"]


def split_value(values: pd.Series) -> pd.DataFrame:
    """`value` (a number) and `value_qualifier` (a slug) of texts such as "more than 1200"."""
    parts = values.str.extract(r"^(?P<words>[a-z ]*?) ?(?P<value>\d+(?:\.\d+)?)$")
    if parts["value"].isna().any():
        raise BuildError(f"values that are no number: {sorted(values[parts['value'].isna()].unique())}")
    return pd.DataFrame({"value": parts["value"].astype(float), "value_qualifier": slugs(parts["words"], QUALIFIERS)})


def indicator_qualifier(indicators: pd.Series) -> pd.Series:
    """Qualifier that stands in the indicator rather than by the number; missing where there is none."""
    ceiling, approximate = indicators.str.contains("ceiling"), indicators.str.contains("approx.", regex=False)
    return pd.Series(np.select([ceiling, approximate], ["up_to", "about"], ""), indicators.index).replace("", pd.NA)


def years(periods: pd.Series) -> pd.DataFrame:
    """`year_from` and `year_to` of a period in words; missing where it is open or not stated."""
    dated = periods.mask(periods.str.startswith("undated"))
    first = dated.str.extract(r"((?:19|20)\d\d)")[0].astype("Int64")
    last = dated.str.extract(r".*((?:19|20)\d\d)")[0].astype("Int64")
    open_start = dated.str.startswith("to ").fillna(False).astype(bool)
    open_end = dated.str.contains(r"^from |-\?").fillna(False).astype(bool)
    return pd.DataFrame({"year_from": first.mask(open_start), "year_to": last.mask(open_end)})


def status(indicators: pd.Series, periods: pd.Series) -> pd.Series:
    """`proposal`, `plan` or `part_year` where the words say so, else `result`."""
    words = (indicators + " " + periods).str.lower()
    matches = [words.str.contains(pattern) for pattern in STATUS_WORDS.values()]
    return pd.Series(np.select(matches, list(STATUS_WORDS), "result"), indicators.index)


def _first_collection(raw: Raw) -> pd.DataFrame:
    source = "reported_programme_figures"
    rows = raw.csv(source).rename(columns={"state_code_inegi": "state_code", "note": "quote_or_note"})
    kinds = rows["indicator"].str.extract(f"({'|'.join(TYPE_WORDS)})")[0]
    return rows.assign(topic="programme", project_type=slugs(kinds, TYPE_WORDS), source_id=source)


def _second_collection(raw: Raw) -> pd.DataFrame:
    source = "reported_programme_figures_2"
    rows = raw.csv(source).rename(columns={"state_code_inegi": "state_code", "year": "period"})
    return rows.assign(topic="programme", project_type=slugs(rows["type"], TYPES), source_id=source)


def _migration_collection(raw: Raw) -> pd.DataFrame:
    source = "reported_migration_figures"
    names = {
        "geo": "geography",
        "metric": "indicator",
        "url": "source_url",
        "original_source_as_cited": "source_title",
        "note": "quote_or_note",
    }
    rows = raw.csv(source).rename(columns=names)
    origin = rows["geography"].mask(rows["geography"].str.contains(COUNTRY)).str.split(" > ").str[0]
    counted = slugs(rows["indicator"].where(rows["unit"] == "count"), COUNTED)
    return rows.assign(
        state_code=places.state_code(origin), unit=counted.fillna(rows["unit"]), project_type=None, source_id=source
    )


def _verify_states(rows: pd.DataFrame) -> None:
    named = rows["geography"].where(rows["state_code"].notna() | (rows["topic"] == "programme"))
    codes = places.state_code(named.mask(named == NATIONAL).str.split(r"[:>]", regex=True).str[0])
    if not codes.fillna("").equals(rows["state_code"].fillna("")):
        raise BuildError("reported figures: a row's state code is not that of the state it names")


def corrections(figure_ids: pd.Series) -> pd.DataFrame:
    """What `texts/reported_figures.toml` states by hand, one row a figure. BuildError on an unknown id."""
    known = pd.DataFrame.from_dict(texts("reported_figures"), orient="index")
    unknown = set(known.index) - set(figure_ids)
    if unknown:
        raise BuildError(f"texts/reported_figures.toml names figures that do not exist: {sorted(unknown)}")
    return known.reindex(figure_ids).set_axis(figure_ids.index)


def indicators_in(language: str, indicators: pd.Series) -> pd.Series:
    """Each indicator in `es` or `en`. BuildError when one has no translation, or a translation has no figure."""
    known = {text: entry[language] for text, entry in texts("indicators").items() if entry.get(language)}
    return by_id(indicators, known, f"indicators in {language}")


def _flags(statuses: pd.Series, added: pd.Series) -> pd.Series:
    partial = statuses.map(lambda status: ["partial_period"] if status == "part_year" else [])
    own = added.map(lambda flags: flags if isinstance(flags, list) else [])
    return pd.Series([["secondary_source"]] * len(statuses), statuses.index) + partial + own


def reported_figures(raw: Raw) -> pd.DataFrame:
    """Every quoted figure, with its unit, how exact the source is, and whether it is a result, plan or proposal."""
    collections = [_first_collection(raw), _second_collection(raw), _migration_collection(raw)]
    rows = pd.concat(collections, ignore_index=True)
    rows["figure_id"] = "rf_" + (rows.index.to_series() + 1).astype(str).str.zfill(3)
    _verify_states(rows)
    by_hand, numbers, span = corrections(rows["figure_id"]), split_value(rows["value"]), years(rows["period"])
    stated = indicator_qualifier(rows["indicator"]).fillna(numbers["value_qualifier"])
    statuses = by_hand["status"].fillna(status(rows["indicator"], rows["period"]))
    return rows.assign(
        year_from=span["year_from"],
        year_to=span["year_to"],
        indicator_es=indicators_in("es", rows["indicator"]),
        indicator_en=indicators_in("en", rows["indicator"]),
        value=numbers["value"],
        value_qualifier=by_hand["value_qualifier"].fillna(stated),
        unit=slugify(rows["unit"]),
        status=statuses,
        flags=_flags(statuses, by_hand["flags"]),
    )[COLUMNS]


def project_examples(raw: Raw) -> pd.DataFrame:
    """Projects described in the press, amounts in pesos as far as the text gives them. Examples, not a census."""
    source = "reported_project_examples"
    rows = raw.csv(source)
    example_ids = "ex_" + (rows.index.to_series() + 1).astype(str).str.zfill(2)
    named = {
        "example_id": example_ids,
        "year": rows["year"].astype("Int64"),
        "state_code": rows["state_code_inegi"],
        "municipality": rows["municipality"],
        "locality": rows["locality"],
        "project": rows["project"],
        "project_es": by_id(example_ids, texts("project_examples_es"), "Spanish of project_examples"),
        "project_type": slugs(rows["category"], CATEGORIES),
        "club": rows["club"],
        "us_place": rows["us_state_city"],
    }
    amounts = {column: rows[column].astype(float) for column in FUNDERS}
    where = {"source_url": rows["source_url"], "source_title": rows["source_title"], "note": rows["note"]}
    return pd.DataFrame({**named, **amounts, **where, "source_id": source})


TABLES = {"reported_figures": reported_figures, "project_examples": project_examples}

CONTROLS = [
    Control("reported_figures of the three collections", lambda t: len(t["reported_figures"]), 79 + 115 + 43),
    Control("project_examples", lambda t: len(t["project_examples"]), 25),
]
