"""The zip: the rows shown, what each column means to a program, and what all of it means to a reader."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from components.downloads.descriptor import datapackage
from components.downloads.readme import file_name, readme
from components.downloads.rows import csv
from components.downloads.view import View
from components.exhibit import Exhibit
from components.i18n import Language


def archive(exhibit: Exhibit, view: View, t: Language) -> bytes:
    """CSV, `datapackage.json` and LEEME.md or README.md."""
    path = f"3x1_{exhibit.name}.csv"
    rows = csv(exhibit.rows, exhibit.tables)
    described = json.dumps(datapackage(exhibit, path, rows, view, t), ensure_ascii=False, indent=1) + "\n"
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        file.writestr(path, rows)
        file.writestr("datapackage.json", described)
        file.writestr(file_name(t), readme(exhibit, path, view, t))
    return content.getvalue()
