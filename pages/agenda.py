"""Agenda: what was promised, what can be checked, what exists, and how to ask for the rest."""

import streamlit as st

from components import figures, filters, frame, journey, requests
from components.address import parse
from components.part import part
from components.show import show
from data import store
from data.catalog.gaps import gaps

t = frame.language()
colours = frame.colours()


def chosen() -> None:
    """What was promised, counted and found, each in the view that is chosen."""
    choices = filters.read(t, measures=list(gaps()), views=["chart", "table"])
    filters.choose_one("view", t("View"), choices.view, {"chart": t("Chart"), "table": t("Table")})
    with frame.guarded(t):
        show(figures.agenda.promises(choices, t, colours), t, choices.view)
    st.header(t("The journey"), anchor="journey")
    with frame.guarded(t):
        st.markdown(journey.who_counts_what(store.journey_figures(), t))
        show(figures.agenda.journey(choices, t, colours), t, choices.view)
    st.header(t("What exists"), anchor="coverage")
    with frame.guarded(t):
        show(figures.agenda.known_years(choices, t, colours), t, choices.view)
    st.header(t("What is missing, and how to ask for it"), anchor="requests")
    show(figures.agenda.gaps(choices, t, colours), t, choices.view)


def request() -> None:
    """The wording of the request that is chosen."""
    asked = parse(filters.address(), measures=list(gaps())).measure
    filters.choose_one("measure", t("Request about"), asked, requests.titles(t), as_list=True)
    if t.code != "es":
        st.caption(t("The request is in Spanish because it goes to a Mexican authority."))
    st.caption(
        t("To send on the National Transparency Platform (Plataforma Nacional de Transparencia); change what you need.")
    )
    st.code(gaps()[asked].request(), language=None, wrap_lines=True)


frame.opening("agenda", t)
part(chosen, t)
part(request, t)
st.download_button(
    t("Download all requests (text)"),
    data=requests.all_requests,
    file_name="3x1_solicitudes.txt",
    mime="text/plain",
    key="all_requests",
    on_click="ignore",
    type="tertiary",
)
