"""`python -m components.serving`: makes ahead what a server would make beside its first visitors."""

import os
from contextlib import suppress

from components.serving.prepared import prepare

with suppress(AttributeError, OSError):
    os.nice(15)  # visitors first
prepare()
