"""No figure is built twice: the same choices in the same language and colours are the same exhibit.

Until other data are published. What is kept is bounded, and shared by all readers: nobody may change it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from components.address import Choices
from components.exhibit import Exhibit
from data.store.kept import Kept, frame_size

MODEL = 300_000  # bytes of a figure as plotly's objects and as it is sent, about

Make = Callable[..., Exhibit]


EXHIBITS = Kept(128 * 2**20, lambda exhibit: frame_size(exhibit.rows) + MODEL * max(len(exhibit.views), 1))


def built_once(make: Make) -> Make:
    """Keeps what a function makes of its arguments. What it raises is not kept."""

    @wraps(make)
    def kept(*arguments: Any, **named: Any) -> Exhibit:
        return replace(make(*arguments, **named), kept=True)

    @wraps(make)
    def built(*arguments: Any, **named: Any) -> Exhibit:
        return EXHIBITS.answer(kept, *map(_without_mistakes, arguments), **named)

    return built


def _without_mistakes(argument: Any) -> Any:
    """What of an address was ignored changes no figure."""
    return replace(argument, ignored=()) if isinstance(argument, Choices) else argument
