"""`python deploy/run.py --copies 4 --port 8080`: copies of the site behind nginx, on one machine.

A copy that dies is started again. SIGHUP restarts them one by one, and so does a new release at DATA_URL, asked for
every DATA_REFRESH seconds. SIGTERM takes nothing new, lets what runs finish, and ends. TLS_CERTIFICATE and TLS_KEY
name files.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from configuration import configured

HERE = Path(__file__).resolve().parent
NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin"]))
DRAIN = 30  # seconds that answers under way may take to finish
COPY = (
    "-m", "uvicorn", "app:app", "--http", "h11", "--no-access-log", "--no-server-header", "--no-proxy-headers",
    "--ws-ping-interval", "30", "--ws-ping-timeout", "30", "--ws-per-message-deflate", "false",
    "--timeout-graceful-shutdown", str(DRAIN),
)  # fmt: skip


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
            self.process, self.started = subprocess.Popen(self.command, cwd=HERE.parent), time.monotonic()

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


class Site:
    """All of it: the copies, nginx before them, and what was asked of us by a signal."""

    def __init__(self, copies: int, port: int, folder: Path) -> None:
        ports = range(port + 1, port + 1 + copies)
        self.copies = [
            Child(f"copy {p}", [sys.executable, *COPY, "--host", "127.0.0.1", "--port", str(p)], p) for p in ports
        ]
        configuration = configured(folder, port, ports)
        command = [str(NGINX), "-e", "stderr", "-p", str(folder), "-c", str(configuration), "-g", "daemon off;"]
        self.nginx = Child("nginx", command)
        self.leaving = self.rolling = False

    def tend(self) -> None:
        """A look at every child."""
        for child in (*self.copies, self.nginx):
            child.tend()
        time.sleep(0.2)

    def wait_for(self, copy: Child, seconds: float = 180) -> bool:
        """Tends all of them until a copy is ready."""
        until = time.monotonic() + seconds
        while not self.leaving and time.monotonic() < until:
            self.tend()
            if copy.process and copy.ready():
                return True
        return False

    def roll(self) -> None:
        """Restarts the copies one by one; stops at one that does not come back, the others keep serving."""
        self.rolling = False
        for copy in self.copies:
            copy.end()
            copy.ended()
            if not self.wait_for(copy):
                return said(f"{copy.name} is not ready: the others are left as they are")
        said("all copies were restarted")

    def leave(self) -> None:
        """Nothing new from here on; what runs may finish."""
        self.nginx.end(signal.SIGQUIT)
        for copy in self.copies:
            copy.end()
        for child in (*self.copies, self.nginx):
            child.ended()


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
            self.asking = subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.PIPE, text=True)
        if self.asking is None or self.asking.poll() is None:
            return False
        now, before = self.asking.communicate()[0].strip() or self.known, self.known
        self.asking, self.known = None, now
        return bool(before) and now != before


def main() -> None:
    """Runs until it is told to end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=2, help="a copy wants a core and about half a gigabyte")
    parser.add_argument("--port", type=int, default=8080, help="of nginx; the copies take the ports that follow")
    parser.add_argument("--folder", type=Path, required=True, help="for nginx's files and our process number")
    options = parser.parse_args()
    if not NGINX:
        sys.exit("deploy: nginx is needed: make nginx")
    os.environ.setdefault("STREAMLIT_SERVER_COOKIE_SECRET", secrets.token_hex(32))
    os.environ.setdefault("TRUSTED_PROXIES", "127.0.0.1")
    options.folder.mkdir(parents=True, exist_ok=True)
    site, release = Site(options.copies, options.port, options.folder.resolve()), Release()
    signal.signal(signal.SIGHUP, lambda *_: setattr(site, "rolling", True))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: setattr(site, "leaving", True))
    (options.folder / "pid").write_text(f"{os.getpid()}\n", encoding="ascii")
    said(f"{options.copies} copies behind port {options.port}")
    while not site.leaving:
        site.tend()
        if release.changed() or site.rolling:
            site.roll()
    site.leave()
    (options.folder / "pid").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
