"""A plotly figure as it is sent, made once: Streamlit copies and encodes a figure anew for every run of a page."""

from __future__ import annotations

from typing import Any

import orjson
import plotly.graph_objects as go
import plotly.io


class Written(go.Figure):
    """Stands for a figure that no longer changes, where it is only shown."""

    def __init__(self, figure: go.Figure) -> None:
        super().__init__()
        self._content = orjson.loads(plotly.io.to_json(figure, validate=False))

    def to_dict(self) -> dict[str, Any]:
        """Data and layout, plain values throughout: not to be changed."""
        return self._content
