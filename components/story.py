"""What the overview tells: figures, process, timeline and gaps, every number out of the frames handed in."""

from __future__ import annotations

import pandas as pd

from components import pieces
from components.exhibit import Exhibit
from components.i18n import Language
from components.pieces import Gap, KeyFigure, Moment, Step
from data import catalog, store
from data.catalog.gaps import gaps

SUBSIDIES = ("subsidies", "investment_subsidies")  # objects of spending that pay for works


def _short(publisher: str, t: Language) -> str:
    return t.text(catalog.publishers()[publisher].short)


def _statement(facts: pd.DataFrame, fact: str, t: Language) -> str:
    return str(facts.loc[fact, f"statement_{t.code}"])


def hours_of_remittances(budget: pd.DataFrame, remittances: pd.DataFrame) -> tuple[int, float]:
    """How many hours of that year's remittances (pesos) match a year of federal money: the latest year with subsidies.

    budget: year, amount_mxn; remittances: year, amount_mxn.
    """
    latest = store.hours_of_remittances(budget, remittances).iloc[-1]
    return int(latest["year"]), float(latest["hours"])


def six_figures(
    projects: pd.DataFrame,
    facts: pd.DataFrame,
    budget: pd.DataFrame,
    objects: pd.DataFrame,
    remittances: pd.DataFrame,
    t: Language,
) -> list[KeyFigure]:
    """The programme in six figures. Frames as the store's functions of those names give them."""
    sedesol, rocha, shcp = (_short(p, t) for p in ("sedesol", "rocha_menocal", "shcp"))
    subsidies = _subsidies(objects)
    last = int(budget["year"].max())
    left = budget.set_index("year").loc[last, "amount_mxn"]
    paying = budget[budget["year"].map(lambda year: subsidies.get(year) != 0)]
    hours_year, hours = hours_of_remittances(paying, remittances)
    whole = budget["amount_mxn_real"].sum()
    base = int(budget["base_year"].iloc[0])
    return [
        KeyFigure(
            t("Projects"), t.number(projects["projects"].sum()),
            t("{period}, the last year to 30 September", period=t.years(*projects["year"].agg(["min", "max"]))),
            sedesol,
        ),
        KeyFigure(
            t("Migrant clubs"), t.number(float(facts.loc["clubs_2006", "value"])),
            t("in {n} US states, September 2006", n=t.number(float(facts.loc["us_states_2006", "value"]))), rocha,
        ),
        KeyFigure(
            t("Municipalities"), t.number(float(facts.loc["municipalities_2006", "value"])),
            t("in {n} Mexican states, September 2006", n=t.number(float(facts.loc["states_2006", "value"]))), rocha,
        ),
        KeyFigure(
            t("Federal money"), t.money(whole, "mxn"),
            t("exercised {period}, pesos of {base}", period=t.years(budget["year"].min(), last), base=base), shcp,
        ),
        KeyFigure(
            t("Subsidies in {year}", year=last), t.money(subsidies[last], "mxn"),
            t("only {amount} was spent, on pay", amount=t.money(left, "mxn", words=True)), shcp,
        ),
        KeyFigure(
            t("A year of the programme"), t.plural("{n} hour", "{n} hours", round(hours)),
            t("of remittances: federal money of {year} against that year’s remittances", year=hours_year),
            "; ".join((shcp, _short("banxico", t))),
        ),
    ]  # fmt: skip


def how_a_project_came_about(facts: pd.DataFrame, t: Language) -> Exhibit:
    """From the club's proposal to the handover; the committee's parties and the days come from the report."""
    parties = t.number(float(facts.loc["covam", "value"]))
    days = t.number(float(facts.loc["viability_days", "value"]))
    steps = [
        Step(t("Proposal"), t("A migrant club proposes a work for its home town.")),
        Step(
            t("Validation committee (COVAM)"),
            t(
                "In equal numbers from {n} parties: the club and the federal, state and municipal governments.",
                n=parties,
            ),
        ),
        Step(t("Technical file"), t("The work is set out in a technical file.")),
        Step(t("State planning committee (COPLADE)"), t("The file goes to the state’s planning committee.")),
        Step(t("SEDESOL delegation"), t("It rules on the viability within {n} working days.", n=days)),
        Step(t("National office"), t("From the delegation it goes to SEDESOL’s national office.")),
        Step(t("Works committee and handover"), t("A works committee follows the work to its handover.")),
    ]
    rows = facts.loc[facts["topic"] == "process", ["period", f"statement_{t.code}", "value", "unit", "locator"]]
    return Exhibit(
        name="process",
        headline=t("How a project came about: {n} steps from proposal to handover", n=t.number(len(steps))),
        subtitle=t("The procedure as the report of 2007 describes it"),
        alt="",
        rows=rows.reset_index(),
        tables=("programme_facts",),
        caveats=("secondary_source",),
        html=pieces.steps(steps),
        steps=tuple((step.title, step.detail) for step in steps),
    )


def timeline(
    facts: pd.DataFrame, budget: pd.DataFrame, objects: pd.DataFrame, coverage: pd.DataFrame, t: Language
) -> Exhibit:
    """From 1x1 in 1986 to no subsidies, in order of time."""
    moments = [
        *(
            Moment(_when(facts, fact, t), _statement(facts, fact, t), _short("rocha_menocal", t))
            for fact in ("first_1x1", "first_2x1", "zacatecas_follows", "federal_programme")
        ),
        _widest_reach(coverage, t),
        *_peak_and_end(budget, objects, t),
    ]
    span = int(budget["year"].max()) - int(float(facts.loc["first_1x1", "value"]))
    return Exhibit(
        name="timeline",
        headline=t("From the first peso to none: {n} years", n=span),
        subtitle=t("From works financed 1 to 1 to a programme without subsidies"),
        alt="",
        rows=pd.DataFrame([(m.when, m.what, m.source) for m in moments], columns=["moment", "event", "publisher"]),
        tables=("programme_facts", "programme_coverage", "programme_budget", "programme_budget_by_object"),
        caveats=("secondary_source",),
        html=pieces.timeline(moments),
    )


def _widest_reach(coverage: pd.DataFrame, t: Language) -> Moment:
    reach = coverage.loc[coverage["municipalities"].idxmax()]
    what = t(
        "Widest reach on record: {municipalities} municipalities in {states} states.",
        municipalities=t.number(reach["municipalities"]), states=t.number(reach["states"]),
    )  # fmt: skip
    return Moment(str(int(reach["year"])), what, _short("sedesol", t))


def _peak_and_end(budget: pd.DataFrame, objects: pd.DataFrame, t: Language) -> list[Moment]:
    peak, last = budget.loc[budget["amount_mxn"].idxmax()], budget.loc[budget["year"].idxmax()]
    subsidies = _subsidies(objects).get(last["year"], 0.0)
    most = t("Most federal money in nominal pesos: {amount}.", amount=t.money(peak["amount_mxn"], "mxn", words=True))
    none = t(
        "Subsidies for works: {subsidies}. Everything else: {rest}.",
        subsidies=t.money(subsidies, "mxn"), rest=t.money(last["amount_mxn"] - subsidies, "mxn", words=True),
    )  # fmt: skip
    return [
        Moment(str(int(year)), what, _short("shcp", t)) for year, what in ((peak["year"], most), (last["year"], none))
    ]


def _subsidies(objects: pd.DataFrame) -> pd.Series:
    """Subsidies by year, pesos; objects: year, object, amount_mxn."""
    return objects[objects["object"].isin(SUBSIDIES)].groupby("year")["amount_mxn"].sum()


def _when(facts: pd.DataFrame, fact: str, t: Language) -> str:
    period = str(facts.loc[fact, "period"])
    return t("Late 1980s") if period == "late 1980s" else period


def not_known(t: Language) -> list[Gap]:
    """What no open source tells: the gaps of the catalogue that stand on the first page."""
    return [Gap(t.text(gap.what), t.text(gap.holder)) for gap in gaps().values() if gap.overview]


def warned(facts: pd.DataFrame, t: Language) -> str:
    """What the reference report had said about reaching the poorest, as a quotation with its place."""
    return t(
        "{year}, {source}, section {section}: “{statement}”.",
        year=_when(facts, "targeting_gap", t), source=_short("rocha_menocal", t),
        section=facts.loc["targeting_gap", "locator"], statement=_statement(facts, "targeting_gap", t),
    )  # fmt: skip


def not_known_of_targeting(no_line: list[str], t: Language) -> list[Gap]:
    """What the page on targeting cannot answer. no_line: names of the states that the account does not name."""
    sedesol = t("the Ministry of Welfare (Bienestar), successor of SEDESOL")
    finance = t("the Ministry of Finance (SHCP) and Bienestar")
    return [
        Gap(
            t(
                "Which municipalities got the money: no municipal figure of 3x1 money is open, and states hide the "
                "differences within them."
            ),
            sedesol,
        ),
        Gap(t("Which places asked for a work and got none: clubs chose, and only what was approved is told."), sedesol),
        Gap(t("Where the money of central offices went, 2008-2011: the account gives it no state."), finance),
        *(
            [
                Gap(
                    t(
                        "Whether these got any, as the account has no line for them: {states}.",
                        states=t.together(no_line),
                    ),
                    finance,
                )
            ]
            if no_line
            else []
        ),
    ]
