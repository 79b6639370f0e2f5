"""From the raw files to the published tables: `python -m data.build`."""
