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
import sys
import time
from pathlib import Path

from child import DRAIN, Child, said
from configuration import configured
from release import Release

NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin"]))
COPY = (
    "-m", "uvicorn", "app:app", "--http", "h11", "--no-access-log", "--no-server-header", "--no-proxy-headers",
    "--ws-ping-interval", "30", "--ws-ping-timeout", "30", "--ws-per-message-deflate", "false",
    "--timeout-graceful-shutdown", str(DRAIN),
)  # fmt: skip


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
