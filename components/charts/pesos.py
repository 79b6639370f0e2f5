"""Which pesos a chart shows: those of the latest complete year, or nominal ones."""

from __future__ import annotations

import pandas as pd

from components.i18n import Language

MEASURES = ("mxn_real", "mxn")


def measure_names(t: Language) -> dict[str, str]:
    """Names of the measures, the default first."""
    return {"mxn_real": t("Real pesos"), "mxn": t("Nominal pesos")}


def amount(measure: str) -> str:
    """The column of a measure."""
    return f"amount_{measure}"


def unit(rows: pd.DataFrame, measure: str, t: Language) -> str:
    """The unit as a subtitle says it. rows: base_year."""
    return t("pesos of {base}", base=int(rows["base_year"].iloc[0])) if measure == "mxn_real" else t("nominal pesos")


def shown(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows without the amounts in the pesos that are not shown."""
    return rows.drop(columns=["amount_mxn_real", "base_year"] if measure == "mxn" else [])
