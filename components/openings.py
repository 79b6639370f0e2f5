"""How each page begins: its headline and the paragraph under it, by slug. The page and its first view both say this."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.i18n import Language
from data import store

Words = Callable[[Language], str]


def of_state(state: str, t: Language) -> str:
    """The paragraph under the name of a state."""
    return t("What public data say of {state} and Programa 3x1 para Migrantes, beside the country.", state=state)


def of_projects(t: Language) -> str:
    """What the page on projects says first: what is missing, or that a register is here."""
    if store.has_register():
        return t(
            "Two tables of SEDESOL count the projects of 2002 to 2006; what followed is known only in parts. "
            "**A register of projects was imported here:** [each project with its place, type, club, cost and "
            "funders](#register) stands below, as its authority supplied it."
        )
    return t(
        "Two tables of SEDESOL count the projects of 2002 to 2006; what followed is known only in parts. "
        "**The official register of projects is not included: it was not found in the open.** If an authority "
        "published it, this page would show every work with its place, type, club, cost and funders."
    )


HEADLINES: Mapping[str, Words] = {
    "": lambda t: t("For every peso of a migrant club, three of government"),
    "financiamiento": lambda t: t("Who paid, and how much was it really?"),
    "focalizacion": lambda t: t("Did the money reach the poorest places with most migrants?"),
    "remesas": lambda t: t("How much is sent home, from where, and to where?"),
    "corredores": lambda t: t("From where, and where to?"),
    "datos": lambda t: t("All the data, with their meaning"),
    "presentar": lambda t: t("Present"),
    "agenda": lambda t: t("What was promised, and what can be checked"),
    "proyectos": lambda t: t("What was built, and where"),
}
LEADS: Mapping[str, Words] = {
    "proyectos": of_projects,
    "": lambda t: t(
        "From 2002 to 2019, clubs of Mexican migrants in the United States paid for streets, schools and drinking "
        "water in their home towns; by the rule, the federal, state and municipal governments each matched their peso. "
        "Here you see **what was built, who paid and whom it reached**, from public data that you can download."
    ),
    "financiamiento": lambda t: t(
        "The rule said four equal parts: the club, the Federation, the state and the municipality. Only the federal "
        "part is in the open accounts year by year; who else paid is known for one year. Here is **what was approved "
        "and what was spent, what it bought, and how small it was beside the remittances**."
    ),
    "focalizacion": lambda t: t(
        "Clubs of migrants chose the places, and three governments followed. Here you see where that took the federal "
        "money, state by state, for the years in which the federal account names the state. "
        "**No open source says how much each municipality got**: a poor town in a well-off state, or the other way "
        "round, cannot be seen here."
    ),
    "remesas": lambda t: t(
        "Besides what their clubs gave, migrants send money to their families. Here it is as Banco de México records "
        "it, **month by month since 1995 and by place since 2003**: in dollars and in pesos, with and without "
        "inflation, per person, and against the size of each state’s economy."
    ),
    "corredores": lambda t: t(
        "Remittances and people move along corridors. Here is **each kind that open data know**: dollars from each US "
        "state and from each country, people who live in another country, what a model says of the whole world, and "
        "what two surveys say of the ways from state to state. **How many went from each Mexican state to each US "
        "state, no open source tells.**"
    ),
    "datos": lambda t: t(
        "Everything on this site comes out of these tables. Find one, see what its columns mean and what to beware "
        "of, filter its rows, and take them with their sources attached, by hand or by program. "
        "**Each source keeps its licence**, stated with it."
    ),
    "presentar": lambda t: t(
        "Figures of the site one to a screen, for a room: move with the arrow keys or a presenter’s remote. "
        "The same sequence is a PowerPoint file whose charts can be edited. **Works without internet** once the "
        "file is yours."
    ),
    "agenda": lambda t: t(
        "Agendas, plans and studies ask for figures on migration. Here each of their points stands beside **what open "
        "data say of it**, and beside it what exists, what does not, and **a request that you can copy and send** "
        "for what is missing."
    ),
}
