"""Countries: their ISO 3166-1 alpha-3 codes where sources name them in English, names in both languages, points."""

from __future__ import annotations

import pandas as pd
import pycountry
from babel import Locale

from data.build.controls import Control
from data.build.raw import BuildError, Raw

# Names that are not in ISO 3166, as UN DESA and the World Bank write them. Kosovo's code is the one in common use.
OTHER_NAMES = {
    "Antigua & Barbuda": "ATG",
    "Bahamas, The": "BHS",
    "Bosnia & Herzegovina": "BIH",
    "Brunei": "BRN",
    "Cape Verde": "CPV",
    "Caribbean Netherlands": "BES",
    "Congo, Dem. Rep.": "COD",
    "Congo, Rep.": "COG",
    "Cote d'Ivoire": "CIV",
    "Curacao": "CUW",
    "DR Congo": "COD",
    "Egypt, Arab Rep.": "EGY",
    "FS Micronesia": "FSM",
    "Faeroe Islands": "FRO",
    "Falkland Islands": "FLK",
    "Gambia, The": "GMB",
    "Hong Kong SAR": "HKG",
    "Hong Kong SAR, China": "HKG",
    "Iran, Islamic Rep.": "IRN",
    "Korea, Dem. People's Rep.": "PRK",
    "Korea, Dem. Rep.": "PRK",
    "Korea, Rep.": "KOR",
    "Kosovo": "XKX",
    "Lao PDR": "LAO",
    "Macao SAR": "MAC",
    "Macao SAR, China": "MAC",
    "Micronesia, Fed. Sts.": "FSM",
    "Palestine": "PSE",
    "Reunion": "REU",
    "Russia": "RUS",
    "Sao Tome & Principe": "STP",
    "Sint Maarten": "SXM",
    "St. Helena": "SHN",
    "St. Kitts & Nevis": "KNA",
    "St. Kitts and Nevis": "KNA",
    "St. Lucia": "LCA",
    "St. Martin (French part)": "MAF",
    "St. Pierre & Miquelon": "SPM",
    "St. Vincent & Grenadines": "VCT",
    "St. Vincent and the Grenadines": "VCT",
    "Trinidad & Tobago": "TTO",
    "Turkey": "TUR",
    "Turks & Caicos Islands": "TCA",
    "Türkiye, Rep. of": "TUR",
    "U.S. Virgin Islands": "VIR",
    "Venezuela, RB": "VEN",
    "Virgin Islands (U.S.)": "VIR",
    "Wallis & Futuna": "WLF",
    "West Bank and Gaza": "PSE",
    "Yemen, Rep.": "YEM",
}
# Jersey and Guernsey taken together, which ISO 3166 does not know: rows of it cannot be published.
WITHOUT_CODE = {"Channel Islands"}


def _alpha_3(name: str) -> str | None:
    if name in OTHER_NAMES:
        return OTHER_NAMES[name]
    try:
        return pycountry.countries.lookup(name).alpha_3
    except LookupError:
        return None


def iso3(names: pd.Series) -> pd.Series:
    """Alpha-3 code of each country name; missing for those in `WITHOUT_CODE`. BuildError lists unknown names."""
    codes = {name: _alpha_3(name) for name in names.unique()}
    unknown = {name for name, code in codes.items() if code is None} - WITHOUT_CODE
    if unknown:
        raise BuildError(f"unknown country names: {sorted(unknown)}")
    return names.map(codes)


POINTS = "geo_country_centroids"
LOCALES = {"name_es": "es_MX", "name_en": "en_US"}
ALPHA_3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
# In sources of ours and not in Unicode's list of territories: named as Banco de México does, and in English.
UNLISTED = {"ABK": ("Abjasia", "Abkhazia"), "ANT": ("Antillas Holandesas", "Netherlands Antilles")}


def _points(raw: Raw) -> pd.DataFrame:
    """Longitude and latitude by alpha-3 code; a country with several points keeps that of its own, not of an island."""
    rows = raw.csv(POINTS, keep_default_na=False)  # NA is Namibia
    rows["apart"] = rows["COUNTRY"] != rows["COUNTRYAFF"]
    own = rows.sort_values(["apart", "COUNTRY"]).drop_duplicates("ISO")
    return own.set_index(own["ISO"].map(ALPHA_3))[["longitude", "latitude"]].astype(float).round(4)


def countries(raw: Raw) -> pd.DataFrame:
    """Every country with its names and its label point (degrees; missing where the list of points has none)."""
    names = pd.DataFrame(
        {column: {ALPHA_3[code]: Locale.parse(locale).territories[code] for code in ALPHA_3}
         for column, locale in LOCALES.items()}
    )  # fmt: skip
    unlisted = pd.DataFrame.from_dict(UNLISTED, orient="index", columns=list(LOCALES))
    rows = pd.concat([names, unlisted]).join(_points(raw)).rename_axis("country").reset_index()
    without = rows["longitude"].isna()
    return rows.assign(source_id=POINTS, flags=[["missing_values"] if missing else [] for missing in without])


TABLES = {"countries": countries}
CONTROLS = [
    Control("countries", lambda t: len(t["countries"]), 252),
    Control("countries with a point", lambda t: t["countries"]["longitude"].notna().sum(), 244),
]
