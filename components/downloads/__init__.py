"""Files made of what is on screen: rows as CSV and XLSX, and a zip of the rows with all that explains them."""

from components.downloads.archive import archive
from components.downloads.rows import csv
from components.downloads.view import View, filters_in_words, open_view
from components.downloads.workbook import workbook

__all__ = ["View", "archive", "csv", "filters_in_words", "open_view", "workbook"]
