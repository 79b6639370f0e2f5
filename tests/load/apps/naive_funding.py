"""The page on funding as a first draft of it would be: files read, charts built, geometry sent, at every run.

Only to be measured beside the real page: the same figures of the same tables, and the same filter by state.
"""

import json
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

PUBLISHED = Path(__file__).parents[3] / "data" / "published"


def table(name: str) -> pd.DataFrame:
    return pd.read_parquet(PUBLISHED / f"{name}.parquet")


def chart(title: str, figure: object) -> None:
    st.subheader(title)
    st.plotly_chart(figure, key=title)
    st.caption("Source: SHCP; INEGI; Banco de México.")


st.title("Who paid, and how much was it really?")
states = table("states")
chosen = st.query_params.get_all("state")
picked = st.multiselect("States", list(states["state_code"]), default=chosen)
years = st.slider("Years", 2008, 2020, (2008, 2020))

prices = table("price_index")
prices["year"] = pd.to_datetime(prices["month"]).dt.year
factor = prices.groupby("year")["inpc"].mean().pipe(lambda yearly: yearly.loc[2025] / yearly)


def real(rows: pd.DataFrame) -> pd.DataFrame:
    kept = rows[rows["year"].between(*years)]
    return kept.assign(real=kept["amount_mxn"] * kept["year"].map(factor))


def of_states(rows: pd.DataFrame) -> pd.DataFrame:
    named = rows.merge(states[["state_code", "short_name"]], on="state_code")
    return named[named["state_code"].isin(picked)] if picked else named


budget = real(table("programme_budget"))
chart("Stages of the budget", px.scatter(budget, x="year", y="real", color="stage"))
objects = real(table("programme_budget_by_object"))
spent = objects[objects["stage"] == "exercised"]
chart("What it bought", px.bar(spent, x="year", y="real", color="object"))
running = spent[spent["object"].isin(["staff", "operation"])].groupby("year", as_index=False)["real"].sum()
chart("Staff and running cost", px.bar(running, x="real", y="year", orientation="h"))
ministry = table("ministry_budget").merge(budget, on=["year", "stage"], suffixes=("_all", ""))
ministry["share"] = 1e5 * ministry["amount_mxn"] / ministry["amount_mxn_all"]
chart("Of 100,000 pesos of its ministry", px.bar(ministry, x="year", y="share"))
works = of_states(table("works_by_funder"))
chart("Four equal parts", px.bar(works, x="amount_mxn", y="short_name", color="funder", orientation="h"))
programmes = real(table("migration_programmes_budget"))
programmes = programmes[programmes["stage"] == "exercised"]
by_ministry = programmes.groupby(["year", "ramo"], as_index=False)["real"].sum()
chart("Programmes by ministry", px.line(by_ministry, x="year", y="real", color="ramo", log_y=True))
rights = programmes[programmes["programme"].str.contains("derechos|protección", case=False)]
chart("Rights and protection", px.bar(rights, x="year", y="real", color="programme"))
summed = programmes.groupby("programme", as_index=False)["real"].sum().sort_values("real")
chart("Programmes", px.bar(summed, x="real", y="programme", orientation="h"))
fund = of_states(table("migrant_fund_projects")).groupby("short_name", as_index=False)["approved_mxn"].sum()
chart("Support fund", px.bar(fund, x="approved_mxn", y="short_name", orientation="h"))

monthly = table("remittances")
monthly["year"] = pd.to_datetime(monthly["month"]).dt.year
inflow = monthly[monthly["flow"] == "inflow"].groupby("year", as_index=False)["amount_usd"].sum()
rate = table("exchange_rate")
rate["year"] = pd.to_datetime(rate["month"]).dt.year
against = (
    budget[budget["stage"] == "exercised"]
    .merge(inflow, on="year")
    .merge(rate.groupby("year", as_index=False)["mxn_per_usd"].mean(), on="year")
)
against["hours"] = 8766 * against["amount_mxn"] / (against["amount_usd"] * against["mxn_per_usd"])
chart("Hours of remittances", px.bar(against, x="year", y="hours"))
against["pesos"] = 1000 * against["amount_mxn"] / against["amount_usd"]
chart("Pesos for a thousand dollars", px.bar(against, x="year", y="pesos"))

quarterly = table("remittances_by_state")
quarterly["year"] = pd.to_datetime(quarterly["quarter"]).dt.year
sent = quarterly[quarterly["year"].between(2008, 2011)].groupby("state_code", as_index=False)["amount_usd"].sum()
money = table("programme_budget_by_state").query("stage == 'exercised'")
money = money.groupby("state_code", as_index=False)["amount_mxn"].sum()
beside = of_states(sent.merge(money, on="state_code"))
chart(
    "Money and remittances",
    px.scatter(beside, x="amount_usd", y="amount_mxn", text="short_name", log_x=True, log_y=True),
)
beside["ratio"] = 1000 * beside["amount_mxn"] / beside["amount_usd"]
(shapes,) = (PUBLISHED / "geo").glob("mx_states.*.geojson")
geometry = json.loads(shapes.read_text(encoding="utf-8"))
chart("Ratio by state", px.choropleth(beside, geojson=geometry, locations="state_code", color="ratio"))
st.subheader("A statement, checked")
st.table(against[["year", "amount_mxn", "amount_usd", "hours", "pesos"]])
