"""The image and the manifests of `deploy/`: well-formed, without privileges, at one with run.py and the app."""

from __future__ import annotations

import importlib.util
import json
import shlex
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.name != "kustomization.yaml")
sys.path.insert(0, str(DEPLOY))
specification = importlib.util.spec_from_file_location("deploy_run", DEPLOY / "run.py")
run = importlib.util.module_from_spec(specification)
specification.loader.exec_module(run)


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, in order; continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def last(name: str) -> str:
    return [arguments for instruction, arguments in instructions() if instruction == name][-1]


def copied() -> list[str]:
    """What the image takes of the project."""
    copies = [shlex.split(rest) for name, rest in instructions() if name == "COPY" and "--from" not in rest]
    return [source for words in copies for source in words[:-1]]


def sent(path: str) -> bool:
    """Whether .dockerignore lets a file into the build: the last pattern that fits decides."""
    parts = Path(path).parts
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    out = False
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        names = [Path(place).name for place in above] if "**/" in line else above
        if line and not line.startswith("#") and any(fnmatch(place, pattern) for place in names):
            out = not line.startswith("!")
    return not out


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def test_the_linter_finds_nothing() -> None:
    linter = Path(sys.executable).parent / "hadolint"
    found = subprocess.run([linter, DEPLOY / "Dockerfile"], capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (0, "")


def test_the_image_holds_the_site_and_nothing_else() -> None:
    assert all((ROOT / source).exists() for source in copied())
    files = [name for name in tracked() if sent(name)]
    assert {name.split("/")[0] for name in files} == set(copied())
    assert not any(name.startswith(("tests", "deploy", "data/build", ".git")) for name in files)
    assert sum(name.startswith("data/published/") for name in files) > 40
    assert not sent("data/.staged-1/states.parquet") and not sent("pages/__pycache__/shell.cpython-311.pyc")


def test_the_site_imports_from_what_the_image_holds(tmp_path: Path) -> None:
    for name in filter(sent, tracked()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    code = "import app, pathlib; from data import store; print(pathlib.Path(app.__file__).parent, len(store.states()))"
    asked = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert asked.stdout.splitlines()[-1] == f"{tmp_path} 32"


def test_the_image_runs_as_nobody_in_particular() -> None:
    user, group = last("USER").split(":")
    assert int(user) > 0 and int(group) > 0
    after = [name for name, _ in instructions()][[name for name, _ in instructions()].index("USER") :]
    assert "RUN" not in after and "COPY" not in after
    assert not any("apt-get" in rest for name, rest in instructions() if name == "RUN")


def test_the_image_installs_by_hash_and_runs_as_a_copy_does() -> None:
    installs = [rest for name, rest in instructions() if name == "RUN" and "pip install" in rest]
    assert len(installs) == 1 and "--require-hashes --only-binary :all: -r /requirements.lock" in installs[0]
    assert json.loads(last("CMD")) == ["python", *run.COPY, "--host", "0.0.0.0", "--port", "8501"]
    assert last("EXPOSE") == "8501" and "http://127.0.0.1:8501/api/v1/health" in last("HEALTHCHECK")


def resources() -> list[dict[str, Any]]:
    return [document for path in MANIFESTS for document in yaml.safe_load_all(path.read_text())]


def one(kind: str, name: str = "observatorio") -> dict[str, Any]:
    return next(r for r in resources() if r["kind"] == kind and r["metadata"]["name"] == name)


@pytest.mark.parametrize("resource", resources(), ids=lambda r: f"{r['kind']} {r['metadata']['name']}")
def test_manifests_are_what_kubernetes_takes(resource: dict[str, Any]) -> None:
    for version in ("1.32", kubernetes_validate.latest_version()):
        kubernetes_validate.validate(resource, version, strict=True)


def test_the_kustomization_names_every_manifest() -> None:
    kustomization = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text())
    assert sorted(kustomization["resources"]) == [path.name for path in MANIFESTS]
    assert kustomization["images"][0]["name"] == container()["image"]


def container() -> dict[str, Any]:
    return one("Deployment")["spec"]["template"]["spec"]["containers"][0]


def test_pods_have_no_privileges() -> None:
    pod, site = one("Deployment")["spec"]["template"]["spec"], container()
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert f"{pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}" == last("USER")
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert site["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "privileged": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {mount["mountPath"] for mount in site["volumeMounts"]} == {"/tmp", "/cache"}
    assert all("emptyDir" in volume for volume in pod["volumes"])
    assert {"memory"} <= site["resources"]["limits"].keys() and {"cpu", "memory"} <= site["resources"][
        "requests"
    ].keys()


def test_pods_take_visits_only_when_ready_and_end_in_peace() -> None:
    pod, site = one("Deployment")["spec"]["template"]["spec"], container()
    probed = {probe: site[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert probed == {
        "startupProbe": "/api/v1/health",
        "readinessProbe": "/api/v1/health",
        "livenessProbe": "/api/v1/health/live",
    }
    assert site["ports"] == [{"name": "http", "containerPort": int(last("EXPOSE"))}]
    assert pod["terminationGracePeriodSeconds"] > site["lifecycle"]["preStop"]["sleep"]["seconds"] + run.DRAIN


def test_everything_is_about_the_same_pods() -> None:
    labels = one("Deployment")["spec"]["template"]["metadata"]["labels"]
    assert one("Service")["spec"]["selector"] == labels
    for selector in (
        one("Deployment")["spec"]["selector"],
        one("PodDisruptionBudget")["spec"]["selector"],
        one("NetworkPolicy")["spec"]["podSelector"],
    ):
        assert selector == {"matchLabels": labels}
    autoscaler = one("HorizontalPodAutoscaler")["spec"]
    assert autoscaler["scaleTargetRef"]["name"] == one("Deployment")["metadata"]["name"]
    assert autoscaler["minReplicas"] > one("PodDisruptionBudget")["spec"]["maxUnavailable"]
    assert one("Ingress")["metadata"]["annotations"]["nginx.ingress.kubernetes.io/affinity"] == "cookie"


def test_a_copy_that_keeps_ending_is_started_later_and_later(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(run.time, "monotonic", lambda: now[0])
    child = run.Child("copy", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(8):
        child.tend()
        assert child.process.wait(30) == 3
        child.tend()
        pauses.append(child.pause)
        now[0] += child.pause - 0.5
        child.tend()
        assert child.process is None  # not yet
        now[0] += 0.5
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert "copy ended with 3; starts again in 1 s" in capfd.readouterr().out
    child.command = [sys.executable, "-c", "import time; time.sleep(60)"]
    child.tend()
    now[0] += 61
    child.process.kill()
    child.process.wait(30)
    child.tend()
    assert child.pause == 1  # it ran long enough to start afresh


def test_a_new_release_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published = tmp_path / "published"
    shutil.copytree(ROOT / "data" / "published", published)
    monkeypatch.setenv("DATA_URL", published.as_uri())
    monkeypatch.setenv("DATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DATA_REFRESH", "0")
    release = run.Release()

    def asked() -> bool:
        release.changed()
        release.asking.wait(60)
        return release.changed()

    assert asked() is False  # the one that the copies started with
    descriptor = json.loads((published / "datapackage.json").read_text())
    (published / "datapackage.json").write_text(json.dumps({**descriptor, "version": "2030.1"}))
    assert asked() is True
    (published / "states.parquet").unlink()
    (published / "datapackage.json").write_text(json.dumps({**descriptor, "version": "2030.2"}))
    assert asked() is False  # half-written: the last good one stays
