"""A process that is to run: a copy of the site, or nginx."""

from __future__ import annotations

import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DRAIN = 30  # seconds that answers under way may take to finish


def said(text: str) -> None:
    """A line for whoever looks at the log."""
    print(f"deploy: {text}", flush=True)


class Child:
    """A process that is to run: started again when it ends, later and later while it keeps ending."""

    def __init__(self, name: str, command: list[str], port: int = 0) -> None:
        self.name, self.command, self.port = name, command, port
        self.process: subprocess.Popen[bytes] | None = None
        self.started = self.pause = 0.0

    def tend(self) -> None:
        """Starts it unless it runs or has ended a moment ago."""
        if self.process and self.process.poll() is not None:
            self.pause = 1.0 if time.monotonic() - self.started > 60 else min(60, max(1, 2 * self.pause))
            said(f"{self.name} ended with {self.process.returncode}; starts again in {self.pause:.0f} s")
            self.process, self.started = None, time.monotonic()
        if self.process is None and time.monotonic() - self.started >= self.pause:
            self.process, self.started = subprocess.Popen(self.command, cwd=ROOT), time.monotonic()

    def ready(self) -> bool:
        """Whether a copy answers and says that it can show the data."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/health", timeout=5):
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Asks it to end."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)

    def ended(self) -> None:
        """Waits until it has; not for ever."""
        if self.process:
            try:
                self.process.wait(DRAIN + 10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process, self.pause = None, 0.0
