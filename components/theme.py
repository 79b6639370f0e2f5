"""Colours, type and the plotly template: the only place with a colour in it.

Text and quiet text reach 4.5:1 on paper and panel, the accent 4.5:1 on paper; the four funders stay apart in grey
(their luminance is spread) and for colour-blind readers. `tests/unit/test_theme.py` measures both.
"""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

SANS = '"Source Sans", "Source Sans 3", system-ui, sans-serif'
SERIF = '"Source Serif", "Source Serif 4", Georgia, serif'


@dataclass(frozen=True)
class Palette:
    """Colours of one appearance, by role."""

    name: str
    paper: str
    panel: str
    ink: str
    quiet: str
    rule: str
    accent: str
    muted: str  # marks that are not the point being made
    no_data: str
    estimate: str  # marks of what only a model tells, between no_data and quiet
    sequential: tuple[str, ...]  # from little to much
    diverging: tuple[str, ...]  # from below to above a middle
    funders: dict[str, str]
    objects: dict[str, str]  # what the budget bought
    purposes: dict[str, str]  # of programmes about migration; dark enough for their names to be written in them


LIGHT = Palette(
    name="light",
    paper="#FCFAF6",
    panel="#F2ECE2",
    ink="#23201B",
    quiet="#6B6459",
    rule="#DDD3C4",
    accent="#9C3D26",
    muted="#D9C3AC",
    no_data="#E9E5DE",
    estimate="#B5A894",
    sequential=("#F3E4D3", "#E3B993", "#CC8560", "#A8502F", "#6E2412"),
    diverging=("#1F5F73", "#7FAAB4", "#E8E2D8", "#D79A78", "#9C3D26"),
    funders={
        "federal": "#9C3D26",
        "state": "#D98E5F",
        "municipal": "#E9C9A5",
        "migrants": "#17485A",
        "credit": "#8A857C",
    },
    objects={
        "subsidies": "#9C3D26",
        "investment_subsidies": "#D98E5F",
        "physical_investment": "#E9C9A5",
        "operation": "#7FAAB4",
        "staff": "#17485A",
    },
    purposes={
        "programa_3x1": "#9C3D26",
        "control": "#23201B",
        "protection": "#17628F",
        "refugees": "#6A4C93",
        "education": "#3F6B2A",
        "works": "#85600A",
        "other": "#6B6459",
    },
)

DARK = Palette(
    name="dark",
    paper="#191714",
    panel="#24211C",
    ink="#EFE9DF",
    quiet="#A89F91",
    rule="#3B362E",
    accent="#E07A5B",
    muted="#6B5C4F",
    no_data="#2A2824",
    estimate="#655E54",
    sequential=("#3A2A21", "#5F3424", "#8A412B", "#BD5A3C", "#F09A78"),
    diverging=("#6FB3C4", "#3C6570", "#38342D", "#8A5138", "#E07A5B"),
    funders={
        "federal": "#E07A5B",
        "state": "#B5603F",
        "municipal": "#7A4330",
        "migrants": "#8CC5D3",
        "credit": "#8F887D",
    },
    objects={
        "subsidies": "#E07A5B",
        "investment_subsidies": "#B5603F",
        "physical_investment": "#7A4330",
        "operation": "#4F8A99",
        "staff": "#8CC5D3",
    },
    purposes={
        "programa_3x1": "#E07A5B",
        "control": "#EFE9DF",
        "protection": "#7DB8E8",
        "refugees": "#BFA3E6",
        "education": "#9CC97F",
        "works": "#D9B84A",
        "other": "#A89F91",
    },
)

PALETTES = {"light": LIGHT, "dark": DARK}


def palette(appearance: str | None) -> Palette:
    """The palette of an appearance, light where it is not known."""
    return PALETTES.get(appearance or "light", LIGHT)


def template(colours: Palette) -> go.layout.Template:
    """Plotly template: our type and colours, no box, hairline grid, room for direct labels."""
    axis = {
        "gridcolor": colours.rule,
        "linecolor": colours.rule,
        "zerolinecolor": colours.rule,
        "tickfont": {"color": colours.quiet, "size": 13},
        "title": {"font": {"color": colours.quiet, "size": 13}},
        "automargin": True,
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": SANS, "size": 14, "color": colours.ink},
            "paper_bgcolor": colours.paper,
            "plot_bgcolor": colours.paper,
            "colorway": [colours.accent, colours.muted],
            "xaxis": axis,
            "yaxis": axis,
            "margin": {"l": 0, "r": 0, "t": 8, "b": 0},
            "hoverlabel": {
                "bgcolor": colours.panel,
                "bordercolor": colours.rule,
                "font": {"family": SANS, "size": 14, "color": colours.ink},
            },
            "dragmode": False,
            "showlegend": False,
        }
    )


def style(colours: Palette) -> str:
    """Style of the few parts that Streamlit has no element for, and of the frame around every page."""
    return f"""
    .stMainBlockContainer {{ max-width: 80rem; padding-left: clamp(1rem, 4vw, 3rem);
        padding-right: clamp(1rem, 4vw, 3rem); }}
    @media (min-width: 48rem) {{
        .stLayoutWrapper:has(> .st-key-language), div:has(> .st-key-language) {{ position: absolute; }}
        .st-key-language {{ position: fixed; top: .85rem; right: 1.25rem; width: auto; z-index: 999991; }}
    }}
    [class*="st-key-exhibit_"] {{ margin-bottom: 1.25rem; }}
    [class*="st-key-exhibit_"] h3 {{ padding: 0 0 .2rem; line-height: 1.25; }}
    [data-testid="stCaptionContainer"] {{ opacity: 1; color: {colours.quiet}; }}
    [class*="st-key-row_"] {{ row-gap: 0; column-gap: 1.25rem; }}
    [class*="st-key-map_"] {{ aspect-ratio: 1.5; max-height: 30rem; min-height: 15rem; }}
    .stHtml .key-figures {{ display: grid; grid-template-columns:
        repeat(auto-fit, minmax(max(9.25rem, 100% / var(--columns) - 1.25rem), 1fr));
        gap: 1.5rem 1.25rem; margin: .5rem 0 1rem; padding: 0; }}
    .key-figures > div {{ border-top: 2px solid {colours.accent}; padding-top: .5rem; }}
    .key-figures dt {{ font-size: .875rem; color: {colours.quiet}; margin: 0; }}
    .key-figures dd {{ margin: 0; line-height: 1.4; }}
    .key-figures .value {{ font-family: {SERIF}; font-size: clamp(1.5rem, 5vw, 2rem); line-height: 1.25;
        font-weight: 600; overflow-wrap: anywhere; }}
    .key-figures .note {{ font-size: .9375rem; }}
    .key-figures .source {{ font-size: .8125rem; color: {colours.quiet}; margin-top: .15rem; }}
    .stHtml .steps, .stHtml .timeline {{ list-style: none; margin: .5rem 0; padding: 0; display: grid; gap: .75rem;
        grid-template-columns: repeat(auto-fit, minmax(9.25rem, 1fr)); }}
    .stHtml .steps li, .stHtml .timeline li, .stHtml .cards li {{ margin: 0; line-height: 1.4; }}
    .steps li {{ counter-increment: step; background: {colours.panel}; border-radius: .25rem;
        border-top: 3px solid {colours.accent}; padding: .5rem .75rem .75rem; }}
    .steps li::before {{ content: counter(step); font-family: {SERIF}; font-size: 1.25rem; font-weight: 600;
        color: {colours.accent}; }}
    .steps b {{ display: block; line-height: 1.25; margin-bottom: .25rem; }}
    .steps small, .timeline small {{ font-size: .875rem; color: {colours.quiet}; }}
    .timeline li {{ position: relative; border-top: 2px solid {colours.rule}; padding-top: .7rem; }}
    .timeline li::before {{ content: ""; position: absolute; left: 0; top: -.4rem; width: .65rem; height: .65rem;
        border-radius: 50%; background: {colours.accent}; }}
    .timeline time {{ font-family: {SERIF}; font-weight: 600; display: block; }}
    @media (max-width: 48rem) {{
        .stHtml .steps, .stHtml .timeline {{ grid-template-columns: 1fr; }}
        .stHtml .timeline {{ border-left: 2px solid {colours.rule}; padding-left: 1.1rem; margin-left: .3rem; }}
        .timeline li {{ border-top: 0; padding-top: 0; }}
        .timeline li::before {{ left: -1.5rem; top: .4rem; }}
    }}
    .stHtml .cards {{ list-style: none; margin: .5rem 0; padding: 0; display: grid; gap: .75rem;
        grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }}
    .cards li {{ padding: .75rem .9rem; background: {colours.panel}; border-radius: .25rem; }}
    .cards li > * {{ display: block; }}
    .cards .place {{ font-size: .8125rem; color: {colours.quiet}; }}
    .cards span {{ font-size: .875rem; }}
    .cards a {{ font-size: .8125rem; color: {colours.accent}; margin-top: .25rem; }}
    .stHtml .groups {{ display: grid; gap: .75rem 1.25rem; margin: .25rem 0 1.5rem; padding: 0;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); }}
    .groups > div {{ border-left: 3px solid {colours.rule}; padding-left: .75rem; }}
    .groups > div.told {{ border-color: {colours.accent}; }}
    .groups dt {{ font-weight: 600; }}
    .groups dd {{ margin: 0; line-height: 1.4; }}
    .stApp .stMarkdown .katex-display {{ overflow: visible; padding: .25rem; }}
    .stHtml .gaps {{ margin: .25rem 0; padding-left: 1.2rem; }}
    .stHtml ol.gaps {{ padding-left: 1.75rem; }}
    .gaps li {{ margin: 0 0 .5rem; }}
    .gaps small {{ display: block; font-size: .8125rem; color: {colours.quiet}; }}
    .gaps a, .points a {{ color: {colours.accent}; }}
    .points {{ margin: 0 0 1.5rem; }}
    .stHtml .points h4 {{ font-size: 1.1rem; margin: 0; padding: .6rem 0 .1rem;
        border-top: 2px solid {colours.accent}; }}
    .points h4 span {{ font-family: {SANS}; font-size: .875rem; font-weight: 400; color: {colours.quiet};
        margin-left: .4rem; white-space: nowrap; }}
    .stHtml .points p {{ font-size: .8125rem; color: {colours.quiet}; margin: 0 0 .4rem; }}
    .stHtml .points > ul:not(.cards) {{ list-style: none; margin: 0; padding: 0; display: grid; gap: .25rem 1.5rem;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }}
    .points > ul:not(.cards) > li {{ margin: 0; padding: .5rem 0 .5rem .75rem; line-height: 1.4;
        border-left: 3px solid {colours.rule}; }}
    .points > ul > li.known {{ border-left-color: {colours.accent}; background: {colours.panel};
        padding-right: .75rem; }}
    .points li > b {{ font-weight: 600; font-size: .9375rem; }}
    .points li > b span {{ font-weight: 400; color: {colours.quiet}; }}
    .points li > small {{ display: block; font-size: .875rem; }}
    .stHtml .points li > p {{ font-size: .875rem; margin: .15rem 0 0; }}
    .stHtml .points li.known > p {{ color: {colours.ink}; }}
    .site-foot p {{ font-size: .8125rem; color: {colours.quiet}; margin: 0 0 .4rem; }}
    .site-foot hr {{ border: 0; border-top: 1px solid {colours.rule}; margin: 2rem 0 1rem; }}
    .site-foot a {{ color: {colours.accent}; }}
    """
