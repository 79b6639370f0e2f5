"""Published files that go missing or bad, disks that fill, processes that are killed: nothing published is damaged."""

from __future__ import annotations

import errno
import hashlib
import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from register_made_up import row, write
from running import HOST, ROOT, Site, running

from data.build import publish

PUBLISHED = ROOT / "data" / "published"
ROUNDS = 1  # tests/load/kill_bench.py has 20


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file's hash by its path; what an import left aside has a dot, and is published by nobody."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def flipped(content: bytes) -> bytes:
    """One bit of it turned, in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


DAMAGES: dict[str, tuple[str, Callable[[Path, bytes], object]]] = {
    "gone": ("missing", lambda path, content: path.unlink()),
    "truncated": ("size", lambda path, content: path.write_bytes(content[: len(content) // 2])),
    "emptied": ("size", lambda path, content: path.write_bytes(b"")),
    "a bit flipped": ("content", lambda path, content: path.write_bytes(flipped(content))),
}


class TestRunning:
    @pytest.fixture
    def table(self, whole_site: Site) -> Iterator[Path]:
        """A published file of the running site, whole again afterwards."""
        path = whole_site.published / "works_by_funder.parquet"
        content = path.read_bytes()
        yield path
        path.write_bytes(content)

    @pytest.mark.parametrize("damage", DAMAGES)
    def test_a_bad_file_is_told_and_comes_back(self, whole_site: Site, table: Path, damage: str) -> None:
        fault, do = DAMAGES[damage]
        content = table.read_bytes()
        assert whole_site.ask("/api/v1/health/ready").json["ready"] is True
        do(table, content)
        told = whole_site.ask("/api/v1/health/ready")
        assert told.status == 503 and told.headers["retry-after"] == "30"
        assert told.json["faults"] == {"works_by_funder.parquet": fault}
        assert whole_site.ask("/api/v1/health").status == 503
        assert whole_site.ask("/api/v1/health/live").json == {"live": True}
        if fault != "content":
            rows = whole_site.ask("/api/v1/tables/works_by_funder.json?lang=es")
            assert rows.status == 503 and rows.json["title"] == "Datos no disponibles"
        assert whole_site.ask("/api/v1/tables/states.json").status == 200, "the others still read"
        assert whole_site.ask("/proyectos").status == 200
        table.write_bytes(content)
        assert whole_site.ask("/api/v1/health/ready").json["faults"] == {}
        assert len(whole_site.ask("/api/v1/tables/works_by_funder.json").json["records"]) > 10

    @pytest.mark.parametrize("content", [None, "", "{", "[]", '{"resources": [{"name": 1}]}'])
    def test_without_the_description(self, whole_site: Site, content: str | None) -> None:
        package = whole_site.published / "datapackage.json"
        whole = package.read_bytes()
        try:
            package.unlink() if content is None else package.write_text(content)
            assert whole_site.ask("/api/v1/health").json["faults"] == {"datapackage.json": "unreadable"}
            assert whole_site.ask("/api/v1/tables/states.csv").status == 200
            assert whole_site.ask("/files/states.parquet").status == 200
        finally:
            package.write_bytes(whole)
        assert whole_site.ask("/api/v1/health").status == 200

    def test_all_replaced_while_it_runs(self, whole_site: Site, tmp_path: Path) -> None:
        """A new publication takes the place of the old one; outlines have another name in it."""
        staged = whole_site.published.with_name("staged")
        shutil.copytree(whole_site.published, staged)
        package = json.loads((staged / "datapackage.json").read_text())
        outline = next(r for r in package["resources"] if r["name"] == "geo_us_states")
        old = outline["path"]
        outline["path"] = "geo/us_states.0123456789ab.geojson"
        (staged / old).rename(staged / outline["path"])
        (staged / "datapackage.json").write_text(json.dumps(package))
        publish.swap(staged, whole_site.published)
        try:
            assert whole_site.ask(f"/files/{outline['path']}").status == 200
            assert whole_site.ask(f"/files/{old}").status == 404
            assert whole_site.ask("/api/v1/health").status == 200
            assert whole_site.ask("/api/v1/tables/states.json").status == 200
        finally:
            publish.swap(staged, whole_site.published)
            shutil.rmtree(staged)
        assert whole_site.ask(f"/files/{old}").status == 200


def test_a_server_that_was_killed_starts_again(whole_site: Site, tmp_path: Path) -> None:
    before = fingerprint(whole_site.published)
    for _ in range(ROUNDS):
        with running(whole_site.root, tmp_path / "log") as site:
            asking = subprocess.Popen(
                [sys.executable, "-c", f"import urllib.request as u\nwhile True: u.urlopen('http://127.0.0.1:{site.port}/api/v1/tables/states.xlsx')"],
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
            time.sleep(0.5)
            site.process.send_signal(signal.SIGKILL)
            assert site.process.wait(20) == -signal.SIGKILL
            asking.wait(20)
    assert fingerprint(whole_site.published) == before


class TestImport:
    """The import of a register: every row is made up."""

    ROWS = 400

    def listed(self, folder: Path, name: str) -> Path:
        made = [row(Folio=f"INV-{name}-{n}", Nombre=f"Obra inventada {name}{n}") for n in range(self.ROWS)]
        return write(folder / f"{name}.csv", made)

    def start(self, file: Path, into: Path, **options: object) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "data.build",
            "register",
            str(file),
            "--yes",
            "--lang",
            "en",
            "--into",
            str(into),
        ]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, **options)  # type: ignore[call-overload]

    @pytest.fixture
    def published(self, tmp_path: Path) -> Path:
        """A published folder with a register in it."""
        target = tmp_path / "published"
        shutil.copytree(PUBLISHED, target)
        assert self.start(self.listed(tmp_path, "old"), target).wait(60) == 0
        return target

    @pytest.mark.parametrize("most", [2_000, 12_000])
    def test_a_full_disk(self, published: Path, tmp_path: Path, most: int) -> None:
        before = fingerprint(published)
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))  # noqa: E731
        assert self.start(self.listed(tmp_path, "new"), published, preexec_fn=limit).wait(60) != 0
        assert fingerprint(published) == before

    def test_killed_at_any_moment(self, published: Path, tmp_path: Path) -> None:
        old = fingerprint(published)
        new = self.listed(tmp_path, "new")
        started = time.monotonic()
        complete = tmp_path / "complete"
        shutil.copytree(published, complete)
        assert self.start(new, complete).wait(60) == 0
        lasts = time.monotonic() - started
        chance = random.Random(9)
        for n in range(ROUNDS):
            process = self.start(new, published)
            time.sleep(lasts * (0.5 + 0.5 * chance.random()))
            process.kill()
            process.wait(20)
            found = fingerprint(published)
            for name, content in found.items():
                assert content in (old[name], fingerprint(complete)[name]), (n, name)
        assert self.start(new, published).wait(60) == 0
        assert fingerprint(published) == fingerprint(complete)
        assert not list(published.glob(".*")), "what was left aside is swept away"


SWAPPING = """
import shutil, sys
from pathlib import Path
from data.build import publish
folder = Path(sys.argv[1])
while True:
    for name in ("one", "two"):
        staged = folder / "staged"
        shutil.rmtree(staged, ignore_errors=True)
        shutil.copytree(folder / name, staged)
        publish.swap(staged, folder / "published")
"""


def test_a_publication_killed_at_any_moment_leaves_the_old_or_the_new_one(tmp_path: Path) -> None:
    for name in ("one", "two", "published"):
        (tmp_path / name).mkdir()
        for number in range(30):
            (tmp_path / name / f"{number}.txt").write_text("one" if name == "published" else name)
    chance = random.Random(4)
    for _ in range(ROUNDS):
        process = subprocess.Popen([sys.executable, "-c", SWAPPING, str(tmp_path)], cwd=ROOT)
        time.sleep(1 + chance.random())
        process.kill()
        assert process.wait(20) == -signal.SIGKILL
        found = {path.read_text() for path in (tmp_path / "published").iterdir()}
        assert len(found) == 1 and len(list((tmp_path / "published").iterdir())) == 30


class TestSwap:
    @pytest.fixture
    def folders(self, tmp_path: Path) -> tuple[Path, Path]:
        staged, published = tmp_path / "staged", tmp_path / "published"
        for folder in (staged, published):
            folder.mkdir()
            (folder / "name.txt").write_text(folder.name)
        return staged, published

    def test_where_names_cannot_be_exchanged(self, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
        staged, published = folders
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
        publish.swap(staged, published)
        assert (published / "name.txt").read_text() == "staged"
        assert [path.name for path in published.parent.iterdir()] == ["published"]

    def test_the_old_one_comes_back_when_the_new_one_cannot_stand(
        self, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        staged, published = folders
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
        rename = Path.rename

        def full(self: Path, target: Path) -> Path:
            if self == staged:
                raise OSError(errno.ENOSPC, "full")
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", full)
        with pytest.raises(OSError, match="full"):
            publish.swap(staged, published)
        assert (published / "name.txt").read_text() == "published"

    def test_what_a_kill_between_two_steps_left_is_found_again(self, folders: tuple[Path, Path]) -> None:
        staged, published = folders
        published.rename(published.with_name("published.old"))
        publish.recover(published)
        assert (published / "name.txt").read_text() == "published"
        publish.swap(staged, published)
        assert (published / "name.txt").read_text() == "staged"


def test_the_site_says_so_from_its_first_moment(whole_site: Site, tmp_path: Path) -> None:
    """A server that starts without its data is alive, not ready, and answers when they come."""
    away = whole_site.published.with_name("away")
    whole_site.published.rename(away)
    try:
        with running(whole_site.root, tmp_path / "log") as site:
            assert site.ask("/api/v1/health", {"Host": HOST}).json["faults"] == {"datapackage.json": "unreadable"}
            assert site.ask("/").status == 200
            assert site.ask("/api/v1/tables/states.csv").status == 503
            away.rename(site.published)
            assert site.ask("/api/v1/health").status == 200
            assert site.ask("/api/v1/tables/states.csv").status == 200
    finally:
        if away.exists():
            away.rename(whole_site.published)
