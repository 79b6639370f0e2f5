"""The page of the data: the list of tables, one table in full, and how figures are made, changed and cited."""
