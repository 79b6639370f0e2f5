"""Whether the store that DATA_URL names has other data than the copies read."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from child import ROOT


class Release:
    """What DATA_URL stands for, asked every so many seconds in a process of its own; never, where it is no store."""

    def __init__(self) -> None:
        self.every = float(os.environ.get("DATA_REFRESH", "300")) if "://" in os.environ.get("DATA_URL", "") else None
        self.asking: subprocess.Popen[str] | None = None
        self.known, self.next = "", time.monotonic()

    def changed(self) -> bool:
        """Whether a later one has come since it was asked first."""
        if self.asking is None and self.every is not None and time.monotonic() >= self.next:
            command, self.next = [sys.executable, "-m", "data.store.origin"], time.monotonic() + self.every
            self.asking = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        if self.asking is None or self.asking.poll() is None:
            return False
        now, before = self.asking.communicate()[0].strip() or self.known, self.known
        self.asking, self.known = None, now
        return bool(before) and now != before
