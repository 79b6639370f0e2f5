"""The build publishes everything or nothing, and the committed files are what it makes of the raw ones."""

import hashlib
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.build import __main__ as command
from data.build import pipeline
from data.build.controls import Control
from data.build.raw import BuildError, Raw

ROOT = Path(__file__).parents[2]
RAW = ROOT.parent / "shared" / "data"
PUBLISHED = ROOT / "data" / "published"
needs_raw = pytest.mark.skipif(not RAW.is_dir(), reason="the raw files are not part of the project")


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file's hash by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the published folder."""
    target = tmp_path / "published"
    shutil.copytree(PUBLISHED, target)
    return target


@needs_raw
def test_the_committed_files_are_what_the_build_makes(tmp_path: Path) -> None:
    pipeline.build(RAW, tmp_path / "published")
    assert fingerprint(tmp_path / "published") == fingerprint(PUBLISHED)
    assert [path.name for path in tmp_path.iterdir()] == ["published"]  # nothing left beside it


@needs_raw
def test_one_table_alone(copy: Path) -> None:
    (copy / "projects_by_type.parquet").write_bytes(b"")
    pipeline.build(RAW, copy, only="projects_by_type")
    assert fingerprint(copy) == fingerprint(PUBLISHED)


def _unknown_type(raw: Raw) -> pd.DataFrame:
    return pd.DataFrame(
        {"year": [2002], "project_type": ["churches"], "projects": [1], "source_id": "x", "flags": [["odd"]]}
    )


@needs_raw
class TestNothingChanges:
    def stopped(self, copy: Path, match: str, raw: Path = RAW, only: str = "projects_by_type") -> None:
        before = fingerprint(copy)
        with pytest.raises(BuildError, match=match):
            pipeline.build(raw, copy, only=only)
        assert fingerprint(copy) == before
        assert [path.name for path in copy.parent.iterdir() if path.name != "raw"] == ["published"]

    def test_when_a_control_is_off(self, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        off = Control("projects of 2002", lambda t: t["projects_by_type"].query("year == 2002")["projects"].sum(), 943)
        monkeypatch.setattr(pipeline, "CONTROLS", [*pipeline.CONTROLS, off])
        self.stopped(copy, "projects of 2002: found 942, must be 943")

    def test_when_a_code_or_flag_is_unknown(self, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(pipeline.BUILDERS, "projects_by_type", _unknown_type)
        self.stopped(copy, r"(?s)churches.*unknown flag|unknown flag.*churches")

    def test_when_a_raw_file_is_missing(self, copy: Path) -> None:
        (copy.parent / "raw").mkdir()
        self.stopped(copy, "projects_by_type_2002_2006.csv is missing", raw=copy.parent / "raw")

    def test_when_a_raw_file_was_altered(self, copy: Path) -> None:
        altered = copy.parent / "raw" / "reference"
        altered.mkdir(parents=True)
        content = (RAW / "reference" / "projects_by_type_2002_2006.csv").read_text(encoding="utf-8")
        (altered / "projects_by_type_2002_2006.csv").write_text(content.replace("132", "133"), encoding="utf-8")
        self.stopped(copy, "projects_by_type_2002_2006.csv was altered", raw=altered.parent)

    def test_when_a_column_has_the_wrong_type(self, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        good = pipeline.BUILDERS["projects_by_type"]
        monkeypatch.setitem(
            pipeline.BUILDERS, "projects_by_type", lambda raw: good(raw).assign(projects=lambda f: f["projects"] + 0.5)
        )
        self.stopped(copy, "projects_by_type")

    def test_when_a_key_repeats(self, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        good = pipeline.BUILDERS["projects_by_type"]
        monkeypatch.setitem(
            pipeline.BUILDERS, "projects_by_type", lambda raw: pd.concat([good(raw)] * 2, ignore_index=True)
        )
        self.stopped(copy, "projects_by_type")

    def test_when_the_table_is_unknown(self, copy: Path) -> None:
        self.stopped(copy, "no table register", only="register")


def test_the_command_says_why_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("sys.argv", ["build", "--raw", str(tmp_path), "--out", str(tmp_path / "out")])
    assert command.main() == 1
    assert "nothing was published: raw file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
