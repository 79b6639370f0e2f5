"""Text on a slide: fonts that every machine has, sizes that a room can read, the language of every run."""

from __future__ import annotations

import math
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from components.i18n import Language
from components.theme import LIGHT

HEADLINES, TEXT = "Georgia", "Calibri"
SMALLEST, SOURCE = 14, 12  # points; the source line alone may be smaller
TITLE_SIZES = (30, 28, 26, 24, 22, 20, 18, 16)
WIDTH_OF_A_LETTER = {HEADLINES: 0.53, TEXT: 0.55}  # of its size, on average
LINE = 1.2  # of the size of type

Box = tuple[float, float, float, float]  # left, top, width and height, inches
WIDE, HIGH, SIDE = 13.333, 7.5, 0.6


def rgb(colour: str) -> RGBColor:
    """A colour of the theme."""
    return RGBColor.from_string(colour.removeprefix("#")[:6])


def emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """A box as python-pptx takes it."""
    left, top, width, height = (Emu(Inches(side)) for side in box)
    return left, top, width, height


def lines_of(text: str, size: float, width: float, font: str = TEXT) -> int:
    """How many lines a text takes at a size (points) in a width (inches), at most."""
    letters = max(int(width * 72 / (size * WIDTH_OF_A_LETTER[font])), 1)
    return sum(max(math.ceil(len(part) / letters), 1) for part in text.split("\n"))


def fitting_size(text: str, width: float, height: float, sizes: tuple[int, ...] = TITLE_SIZES) -> int:
    """The largest size at which a headline fits its box (inches)."""
    for size in sizes:
        if lines_of(text, size, width, HEADLINES) * size * LINE / 72 <= height:
            return size
    return sizes[-1]


def cut(text: str, letters: int) -> str:
    """A text no longer than so many letters, with a sign where it was cut."""
    text = " ".join(text.replace("\n", " ").split(" "))
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def write(frame: Any, text: str, size: float, colour: str = LIGHT.ink, font: str = TEXT, bold: bool = False) -> None:
    """One paragraph into a text frame, without margins, from its top."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.text = text
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            style(run.font, size, colour, font, bold)


def style(letters: Any, size: float, colour: str = LIGHT.ink, font: str = TEXT, bold: bool = False) -> None:
    """Type of a run, an axis or a legend."""
    letters.size, letters.name, letters.bold = Pt(size), font, bold
    letters.color.rgb = rgb(colour)


def text_box(shapes: Any, box: Box, text: str, size: float, colour: str = LIGHT.quiet, **styled: Any) -> Any:
    """A box of text on a slide."""
    shape = shapes.add_textbox(*emu(box))
    write(shape.text_frame, text, size, colour, **styled)
    return shape


def describe(shape: Any, name: str, description: str) -> None:
    """Name and alternative text of a shape, for those who do not see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", description)


def locale(t: Language) -> str:
    """The language as Office names it: es-MX, en-US."""
    return f"{t.locale.language}-{t.locale.territory}"


def speak(element: Any, t: Language) -> None:
    """The language of every run of text under an element."""
    for tag in ("a:r", "a:fld"):
        for run in element.iter(qn(tag)):
            properties = run.find(qn("a:rPr"))
            if properties is None:
                properties = run.makeelement(qn("a:rPr"), {})
                run.insert(0, properties)
            properties.set("lang", locale(t))
    for tag in ("a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(tag)):
            properties.set("lang", locale(t))
