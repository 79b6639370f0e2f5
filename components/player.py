"""A year chosen on a slider, which a button lets run to the end."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st

from components.filters import Choices, write
from components.i18n import Language

PACE = 1.6  # seconds a year stays
PLAYING, SHOWN, SINCE = "player_playing", "player_year", "player_since"


def pace() -> float | None:
    """Seconds after which the part with the slider has to run again; None while nothing plays."""
    return PACE if st.session_state.get(PLAYING) else None


def choose_year(choices: Choices, years: Sequence[int], t: Language) -> int:
    """The year to show, with the slider and the button; in the address it is `to`, left out when it is the last."""
    year = _playing_year(years) if st.session_state.get(PLAYING) else choices.filters.year_to or years[-1]
    st.session_state["choice_year"] = year
    with st.container(horizontal=True, vertical_alignment="bottom", key="player"):
        st.select_slider(t("Year"), years, key="choice_year", on_change=_chosen, args=(years,))
        playing = bool(st.session_state.get(PLAYING))
        label = t("Stop") if playing else t("Play")
        if st.button(label, icon=":material/stop:" if playing else ":material/play_arrow:", key="player_button"):
            _toggle(year, years)
    return year


def stop() -> None:
    """Nothing plays any more: another view was chosen."""
    st.session_state[PLAYING] = False


def _chosen(years: Sequence[int]) -> None:
    stop()
    write("to", [str(st.session_state["choice_year"])], [str(years[-1])])


def _toggle(year: int, years: Sequence[int]) -> None:
    """Starts at the first year when the last is shown; the whole page runs again, with or without the clock."""
    start = not st.session_state.get(PLAYING)
    st.session_state[PLAYING] = start
    if start:
        st.session_state[SHOWN] = years[0] if year == years[-1] else year
        st.session_state[SINCE] = time.monotonic()
        write(
            "to", []
        )  # now, as the browser's clock may ask once more with the address of before when the end is reached
    else:
        write("to", [str(year)], [str(years[-1])])
    st.rerun()


def _playing_year(years: Sequence[int]) -> int:
    """The year that it is now; stops after the last. The address names the last one meanwhile."""
    shown = years.index(st.session_state[SHOWN]) if st.session_state[SHOWN] in years else 0
    if time.monotonic() - st.session_state[SINCE] >= PACE * 0.8:  # not when the reader made it run meanwhile
        if shown == len(years) - 1:
            stop()
            st.rerun()
        shown += 1
        st.session_state[SINCE] = time.monotonic()
        st.session_state[SHOWN] = years[shown]
    return years[shown]
