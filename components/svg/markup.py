"""SVG elements as text, and how much room a text takes."""

from __future__ import annotations

from html import escape

from components.theme import SANS

MEAN_LETTER = 0.52  # width of a letter of our sans by its size; a little generous, so that nothing runs over


def tag(name: str, content: str = "", /, **attributes: str | float) -> str:
    """An element. Underscores in names of attributes stand for hyphens; `content` is markup, already escaped."""
    written = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else short(value)


def short(value: float) -> str:
    """A length with one decimal at most."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def title(text: str) -> str:
    """What a shape is, for a pointer that rests on it and for a screen reader."""
    return tag("title", escape(text, quote=False))


def text(words: str, x: float, y: float, size: float, colour: str, anchor: str = "start", bold: bool = False) -> str:
    """One line of text; y is its baseline. anchor: start, middle or end."""
    extra: dict[str, str | float] = {} if anchor == "start" else {"text_anchor": anchor}
    if bold:
        extra["font_weight"] = 600
    return tag("text", escape(words, quote=False), x=x, y=y, font_size=size, fill=colour, **extra)


def room(words: str, size: float) -> float:
    """Pixels that a line of text takes, about."""
    return len(words) * MEAN_LETTER * size


def picture(body: str, width: float, height: float, alt: str, font: str = SANS) -> str:
    """The whole picture: it fills the width it is given and keeps its shape."""
    box = f'viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" height="{short(height)}"'
    said = f'role="img" aria-label="{escape(alt)}" font-family="{escape(font)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} {said}>{body}</svg>'
