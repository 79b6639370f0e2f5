"""Parts that Streamlit has no element for, as semantic HTML: key figures, steps, timeline, cards, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from components.i18n import Language

AWAY = ' target="_blank" rel="noopener noreferrer"'
MOST_COLUMNS = 6  # more figures than this stand in two rows of the same length


@dataclass(frozen=True)
class KeyFigure:
    """One figure with its period and what it says, and where it comes from."""

    label: str
    value: str
    note: str
    source: str


@dataclass(frozen=True)
class Step:
    """One step of a process: what happens, who does it or how long it takes."""

    title: str
    detail: str


@dataclass(frozen=True)
class Moment:
    """One moment of a timeline."""

    when: str
    what: str
    source: str


@dataclass(frozen=True)
class Card:
    """One described thing: where and when, what, some facts, and the link it is quoted from.

    ours: the link leads to a page of the site and opens in the same tab.
    """

    place: str
    title: str
    facts: Sequence[str]
    link_text: str
    link: str
    ours: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a listing: its cells, the place of the one that is a link, and of those set right."""

    cells: Sequence[str]
    linked: int
    link: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Group:
    """Things that belong together, in words; `told` marks the point being made."""

    title: str
    detail: str
    told: bool = False


@dataclass(frozen=True)
class Gap:
    """Something that is not known: what is missing, and who holds it (our reading)."""

    what: str
    holder: str


def key_figures(figures: Sequence[KeyFigure]) -> str:
    """Figures side by side; two to a row on a phone; numbers wrap and are never cut."""
    cells = "".join(
        f'<div><dt>{escape(f.label)}</dt><dd><div class="value">{escape(f.value)}</div>'
        f'<div class="note">{escape(f.note)}</div><div class="source">{escape(f.source)}</div></dd></div>'
        for f in figures
    )
    columns = len(figures) if len(figures) <= MOST_COLUMNS else -(-len(figures) // 2)
    return f'<dl class="key-figures" style="--columns: {columns}">{cells}</dl>'


def steps(items: Iterable[Step]) -> str:
    """A numbered process, side by side on a screen, one under the other on a phone."""
    cells = "".join(f"<li><b>{escape(s.title)}</b><small>{escape(s.detail)}</small></li>" for s in items)
    return f'<ol class="steps">{cells}</ol>'


def timeline(moments: Iterable[Moment]) -> str:
    """Moments from the first to the last."""
    cells = "".join(
        f"<li><time>{escape(m.when)}</time>{escape(m.what)}<br><small>{escape(m.source)}</small></li>" for m in moments
    )
    return f'<ol class="timeline">{cells}</ol>'


def cards(items: Iterable[Card]) -> str:
    """Described things side by side, each with its link."""
    cells = "".join(
        f'<li><span class="place">{escape(c.place)}</span><b>{escape(c.title)}</b>'
        f"{''.join(f'<span>{escape(fact)}</span>' for fact in c.facts)}"
        f'<a href="{escape(c.link)}"{"" if c.ours else AWAY}>{escape(c.link_text)}</a></li>'
        for c in items
    )
    return f'<ul class="cards">{cells}</ul>'


def listing(titles: Sequence[str], lines: Iterable[Line]) -> str:
    """A table whose lines lead to pages of the site, in the same tab; Streamlit's own opens another one."""
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "".join(f"<tr>{''.join(_cell(line, place) for place in range(len(titles)))}</tr>" for line in lines)
    return f'<div class="listing"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(line: Line, place: int) -> str:
    text = escape(line.cells[place])
    if place == line.linked:
        text = f'<a href="{escape(line.link)}">{text}</a>'
    return f'<td class="number">{text}</td>' if place in line.numbers else f"<td>{text}</td>"


def groups(items: Iterable[Group]) -> str:
    """Groups side by side, in pairs where there is room."""
    cells = "".join(
        f"<div class='{'told' if g.told else ''}'><dt>{escape(g.title)}</dt><dd>{escape(g.detail)}</dd></div>"
        for g in items
    )
    return f'<dl class="groups">{cells}</dl>'


def gaps(items: Sequence[Gap], t: Language) -> str:
    """What is not known, each with who holds it."""
    holders = [t("Held by (our reading): {holder}.", holder=gap.holder) for gap in items]
    rows = "".join(f"<li><b>{escape(gap.what)}</b> {escape(holder)}</li>" for gap, holder in zip(items, holders))
    return f'<ul class="gaps">{rows}</ul>'
