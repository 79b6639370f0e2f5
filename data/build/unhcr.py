TABLES: dict = {}
CONTROLS: list = []
