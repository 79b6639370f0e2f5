"""Published files from a store: taken whole and verified, or not at all.

The store is moto's S3 server on this machine, or a folder where what is tried is the same for every store.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from data.build.upload import upload
from data.store import origin
from data.store.origin import PACKAGED, BadReleaseError, NoDataError

ROOT = Path(__file__).parents[2]
URL = "s3://observatorio/released"
SECRET = "a-secret-that-no-log-shows"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "reader",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    bucket = boto3.resource("s3").create_bucket(Bucket="observatorio")
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """The site's own release, to be changed."""
    folder = tmp_path / "published"
    shutil.copytree(PACKAGED, folder)
    for register in folder.glob("project_register*"):
        register.unlink()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def renamed(folder: Path, version: str) -> None:
    """The same files as another release."""
    descriptor = json.loads((folder / "datapackage.json").read_text())
    (folder / "datapackage.json").write_text(json.dumps({**descriptor, "version": version}))


def version(folder: Path) -> str:
    return json.loads((folder / "datapackage.json").read_text())["version"]


def test_without_an_address_the_packaged_files_are_read() -> None:
    assert origin.chosen_folder({}) == PACKAGED == ROOT / "data" / "published"


def test_a_folder_is_read_where_it_is_if_it_is_whole(release: Path) -> None:
    assert origin.chosen_folder({"DATA_URL": str(release)}) == release
    (release / "states.parquet").unlink()
    with pytest.raises(NoDataError, match=r"states\.parquet: No such file"):
        origin.chosen_folder({"DATA_URL": str(release)})


def test_what_is_uploaded_is_what_the_site_reads(bucket: object, release: Path, tmp_path: Path) -> None:
    (release / "project_register.parquet").write_bytes(b"made up")
    (release / "not_a_part.txt").write_bytes(b"beside")
    upload(release, URL)
    bucket.put_object(Key="released/unlisted.parquet", Body=b"nobody vouches for it")
    code = "from data import store; print(store.published_folder(), len(store.states()))"
    environment = {**os.environ, "DATA_URL": URL, "DATA_CACHE": str(tmp_path / "cache")}
    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    folder, states = asked.stdout.split()
    came, gone = files(Path(folder)), files(release)
    assert (Path(folder).parent, states) == (tmp_path / "cache", "32")
    assert came.keys() == gone.keys() - {"not_a_part.txt"}
    assert {name for name in came if came[name] != gone[name]} == {"datapackage.json"}
    listed = {r["path"] for r in json.loads(came["datapackage.json"])["resources"]}
    assert {"project_register.parquet", "LICENCES.txt"} < listed == came.keys() - {"datapackage.json"}
    bucket.put_object(Key="released/datapackage.json", Body=b"{")
    assert origin.fetched(URL, tmp_path / "cache") == Path(folder)


def test_a_new_release_is_taken_and_the_old_one_stays_for_who_reads_it(release: Path, tmp_path: Path) -> None:
    kept = []
    for number in range(origin.KEPT + 1):
        renamed(release, f"2030.{number}")
        kept.append(origin.fetched(release.as_uri(), tmp_path / "cache"))
        os.utime(kept[-1], (number, number))
        assert version(kept[-1]) == f"2030.{number}"
        assert (tmp_path / "cache" / "current").resolve() == kept[-1]
    assert [folder.exists() for folder in kept] == [False] + [True] * origin.KEPT


@pytest.mark.parametrize("wrong", [b"", b"other bytes", None], ids=["empty", "other", "missing"])
def test_a_half_written_release_does_not_replace_a_good_one(
    release: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, wrong: bytes | None
) -> None:
    good = origin.fetched(release.as_uri(), tmp_path / "cache")
    before = files(good)
    renamed(release, "2030.1")
    (release / "states.parquet").unlink()
    if wrong is not None:
        (release / "states.parquet").write_bytes(wrong)
    assert origin.fetched(release.as_uri(), tmp_path / "cache") == good
    assert files(good) == before
    assert "states.parquet" in caplog.text and "fetched earlier, serves" in caplog.text
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == sorted([".lock", "current", good.name])


def test_a_copy_that_was_damaged_is_fetched_again(release: Path, tmp_path: Path) -> None:
    good = origin.fetched(release.as_uri(), tmp_path / "cache")
    before = files(good)
    (good / "states.parquet").write_bytes(b"rot")
    assert origin.fetched(release.as_uri(), tmp_path / "cache") == good
    assert files(good) == before


def test_a_release_of_other_columns_is_refused(release: Path) -> None:
    descriptor = json.loads((release / "datapackage.json").read_text())
    descriptor["resources"][0]["schema"]["fields"].pop()
    with pytest.raises(BadReleaseError, match="not a release for this code: agenda"):
        origin._resources(json.dumps(descriptor).encode())


@pytest.mark.parametrize("path", ["../outside.parquet", "/etc/outside", "geo/../../outside"])
def test_a_release_names_nothing_outside_its_folder(release: Path, path: str) -> None:
    descriptor = json.loads((release / "datapackage.json").read_text())
    descriptor["resources"].append({"name": "x", "path": path, "bytes": 1, "hash": "sha256:0"})
    with pytest.raises(BadReleaseError, match="names what is outside"):
        origin._resources(json.dumps(descriptor).encode())


@pytest.mark.parametrize("text", ["", "{}", '{"resources": [{}]}', '{"resources": {"a": 1}}', "[]"])
def test_an_ill_formed_descriptor_is_refused(text: str) -> None:
    with pytest.raises(BadReleaseError):
        origin._resources(text.encode())


def test_a_store_that_is_away_is_named_without_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")  # nobody listens there
    with pytest.raises(NoDataError, match=f"no release from {URL} and no earlier copy") as refused:
        origin.fetched(f"s3://reader:{SECRET}@observatorio/released?region=us-east-1", tmp_path)
    assert SECRET not in str(refused.value) + caplog.text
    assert "no release from" in caplog.text
