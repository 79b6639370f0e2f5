"""CSV that Excel reads and cannot run."""

import io

import numpy as np
import pandas as pd

from components.downloads import csv


def test_accents_and_rows_come_through() -> None:
    rows = pd.DataFrame({"state": ["Michoacán", "Querétaro"], "projects": [12, 3]})
    content = csv(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(io.BytesIO(content)).equals(rows)


def test_no_cell_is_a_formula() -> None:
    texts = ["=1+1", "+52 1", "-x", "@SUM(A1)", "\tx", "\rx", "plain"]
    back = pd.read_csv(io.BytesIO(csv(pd.DataFrame({"text": texts, "number": [-1.5] * 7}))))
    assert back["text"].tolist() == ["'" + text for text in texts[:-1]] + ["plain"]
    assert back["number"].tolist() == [-1.5] * 7


def test_lists_are_joined_and_missing_is_empty() -> None:
    rows = pd.DataFrame({"flags": [np.array(["a", "b"]), []], "value": [None, 1.0]})
    assert csv(rows).decode("utf-8-sig") == "flags,value\r\na; b,\r\n,1.0\r\n"
