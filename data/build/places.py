"""Mexican states and municipalities: codes and names, in one place."""

TABLES: dict = {}
CONTROLS: list = []
