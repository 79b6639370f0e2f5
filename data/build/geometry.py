"""The published geometry."""
def write(raw, folder): return {}
