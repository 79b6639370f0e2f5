"""What is installed: pinned by hash, the same in lists, locks and this environment, under licences that allow it."""

from __future__ import annotations

import http.server
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
RUN_TIME, TESTS = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
HASH = re.compile(r"\s+--hash=sha256:[0-9a-f]{64}( \\)?")
LICENCES = (
    "MIT", "BSD", "Apache", "Python Software Foundation", "PSF-2.0", "Mozilla Public License 2.0", "MPL-2.0",
    "SIL Open Font", "0BSD", "Zlib", "CC0-1.0", "ISC",
)  # fmt: skip


def locked(path: Path) -> dict[str, Requirement]:
    """Requirements of a lock file by name; fails where one has no hash or a line is none of the two."""
    found: dict[str, Requirement] = {}
    hashes: dict[str, int] = {}
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        if HASH.fullmatch(line):
            hashes[list(found)[-1]] += 1
            continue
        requirement = Requirement(line.removesuffix(" \\"))
        found[canonicalize_name(requirement.name)] = requirement
        hashes[canonicalize_name(requirement.name)] = 0
    assert [name for name, count in hashes.items() if not count] == []
    return found


def listed(name: str) -> dict[str, Requirement]:
    lines = (ROOT / name).read_text().splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def needed(requirement: Requirement) -> Iterator[Requirement]:
    """What an installed package asks for, here and with the extras that are asked of it."""
    for text in metadata.requires(requirement.name) or []:
        inner = Requirement(text)
        if inner.marker is None or any(inner.marker.evaluate({"extra": e}) for e in ("", *requirement.extras)):
            yield inner


@pytest.mark.parametrize(
    ("lists", "lock"),
    [(["requirements.txt"], RUN_TIME), (["requirements.txt", "requirements-dev.txt"], TESTS)],
    ids=["run time", "tests"],
)
def test_a_lock_is_what_its_list_needs_and_no_more(lists: list[str], lock: Path) -> None:
    asked = {name: r for file in lists for name, r in listed(file).items()}
    pinned = locked(lock)
    assert {name: str(r.specifier) for name, r in asked.items()} == {n: str(pinned[n].specifier) for n in asked}
    reached, ahead = set(), list(asked.values())
    while ahead:
        requirement = ahead.pop()
        if (key := (canonicalize_name(requirement.name), frozenset(requirement.extras))) in reached:
            continue
        reached.add(key)
        version = next(iter(pinned[key[0]].specifier)).version
        assert requirement.specifier.contains(version, prereleases=True), f"{requirement} but {version}: make lock"
        ahead += needed(requirement)
    elsewhere = {name for name, r in pinned.items() if r.marker and not r.marker.evaluate()}
    backports = {"tomli", "importlib-resources"}  # of Python 3.11 and older; asked for by markers of newer ones
    assert {name for name, _ in reached} >= pinned.keys() - elsewhere - backports


def test_what_runs_is_what_was_tested() -> None:
    tested = locked(TESTS)
    assert {name: r.specifier for name, r in locked(RUN_TIME).items()} == {
        n: tested[n].specifier for n in locked(RUN_TIME)
    }


def test_this_environment_is_the_locked_one() -> None:
    here = {n: r for n, r in locked(TESTS).items() if not r.marker or r.marker.evaluate()}
    wrong = {n: metadata.version(n) for n, r in here.items() if not r.specifier.contains(metadata.version(n), True)}
    assert wrong == {}


def test_locks_hold_for_each_python_and_machine_and_name_no_host() -> None:
    for lock in (RUN_TIME, TESTS):
        assert not re.search(r"://|--index|--find-links|file:", lock.read_text())
        for requirement in locked(lock).values():
            for version in ("3.11", "3.12", "3.13"):
                for machine in ("x86_64", "aarch64"):
                    there = {
                        "python_version": version,
                        "python_full_version": f"{version}.0",
                        "platform_machine": machine,
                    }
                    assert not requirement.marker or requirement.marker.evaluate() == requirement.marker.evaluate(there)


def test_make_installs_only_what_is_pinned_by_hash() -> None:
    planned = subprocess.run(
        ["make", "-n", "-B", "data", "VENV=elsewhere"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    installs = [line for line in planned.splitlines() if "pip install" in line]
    assert installs == [
        "elsewhere/bin/python -m pip install -q --require-hashes --only-binary :all: -r requirements-dev.lock"
    ]


def test_licences_of_what_runs_allow_it() -> None:
    names = list(locked(RUN_TIME))
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--packages", *names]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert {canonicalize_name(entry["Name"]) for entry in told} >= {n for n in names if _here(n)}
    unknown = {entry["Name"]: entry["License"] for entry in told if not _allowed(entry["License"])}
    assert unknown == {}


def _here(name: str) -> bool:
    marker = locked(RUN_TIME)[name].marker
    return not marker or marker.evaluate()


def _allowed(licence: str) -> bool:
    terms = re.split(r"; | AND ", licence)
    return all(any(known in term for known in LICENCES) and "GPL" not in term for term in terms)


def test_the_bill_of_materials_is_whole_and_the_same_each_time() -> None:
    made = json.loads(subprocess.run(_sbom(), cwd=ROOT, capture_output=True, check=True).stdout)
    assert "serialNumber" not in made and "timestamp" not in made["metadata"]  # what would differ from run to run
    parts = {canonicalize_name(c["name"]): c["version"] for c in made["components"]}
    assert parts == {name: next(iter(r.specifier)).version for name, r in locked(RUN_TIME).items()}


def _sbom() -> list[str]:
    """The command of `make sbom`, written to where it can be read."""
    planned = subprocess.run(["make", "-n", "sbom"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    command = next(line for line in planned.splitlines() if "cyclonedx-py" in line).split()
    return [str(Path(sys.executable).parent / "cyclonedx-py"), *command[1 : command.index("-o")], "-o", "-"]


@contextmanager
def vulnerabilities(answer: object) -> Iterator[str]:
    """A service that says the same of every package, as the OSV interface does."""

    class Service(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def audit(service: str) -> subprocess.CompletedProcess[str]:
    """`make audit`, in the environment that the tests run in."""
    binaries = Path(sys.executable).parent
    command = ["make", "-o", f"{binaries.parent}/dev", f"VENV={binaries.parent}", "audit"]
    return subprocess.run(
        [*command, f"SERVICE=-s osv --osv-url {service}"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_an_audit_that_could_not_ask_fails_and_says_so() -> None:
    done = audit("http://127.0.0.1:9/")  # nobody listens there
    assert done.returncode != 0
    assert "NOTHING WAS AUDITED" in done.stderr


def test_an_audit_tells_vulnerable_from_sound() -> None:
    with vulnerabilities({}) as service:
        sound = audit(service)
        assert (sound.returncode, sound.stderr.count("No known vulnerabilities found")) == (0, 2)
    known = {"id": "OSV-1", "summary": "made up", "affected": [], "modified": "2026-01-01T00:00:00Z"}
    with vulnerabilities({"vulns": [known]}) as service:
        vulnerable = audit(service)
        assert vulnerable.returncode != 0
        assert "OSV-1" in vulnerable.stdout
