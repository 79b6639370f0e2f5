"""Headers of every kind of answer, names and proxies, closed routes: as a running site gives them."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib

import pytest
from running import HOST, PROXY, ROOT, Site

from components.serving import policy
from components.serving.settings import SettingsError, read
from components.site import PAGES

NOTHING, PART, EMBED = policy.NOTHING, policy.PART, "/embed?figure=projects_by_year"
STATES = next((ROOT / "data" / "published" / "geo").glob("mx_states.*.geojson")).name
PLACES = [f"/{page.slug}" for page in PAGES]
ANSWERS = {  # address: status, policy
    **dict.fromkeys(PLACES, (200, policy.of_page(False))),
    EMBED: (200, policy.of_page(True)),
    "/nothing-here": (404, policy.of_page(False)),
    "/api/v1/tables": (200, NOTHING),
    "/api/v1/tables/states.csv": (200, NOTHING),
    "/api/v1/tables/states.csv?estado=1": (400, NOTHING),
    "/api/v1/openapi.json": (200, NOTHING),
    "/api/v1/factsheets/32.pdf": (200, policy.PRINTED),
    "/api/v1/health": (200, NOTHING),
    "/data.json": (200, NOTHING),
    "/files/states.parquet": (200, NOTHING),
    "/files/nothing": (404, NOTHING),
    "/icon.svg": (200, policy.DRAWING),
    "/assets/topo/world_110m.json": (200, NOTHING),
    "/_stcore/health": (200, NOTHING),
    "/_stcore/host-config": (200, NOTHING),
    "/favicon.png": (200, PART),
    f"/files/geo/{STATES}": (200, PART),
}
OPEN = ("/api/", "/files/", "/data.json", "/icon.svg", "/assets/")
CLOSED = (
    "/_stcore/metrics", "/_stcore/metrics/", "/_stcore/script-health-check", "/_stcore/upload_file/a/b",
    "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/bidi-components/x/y.js",
    "/component/x/index.html", "/auth/login", "/auth/logout", "/oauth2callback", "/index.html",
)  # fmt: skip


@pytest.mark.parametrize("address", ANSWERS)
def test_every_kind_of_answer(whole_site: Site, address: str) -> None:
    status, expected = ANSWERS[address]
    answer = whole_site.ask(address)
    assert answer.status == status
    assert answer.headers["content-security-policy"] == expected
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    is_document = expected != PART
    assert answer.headers.get("cross-origin-opener-policy") == ("same-origin" if is_document else None)
    assert ("camera=()" in answer.headers.get("permissions-policy", "")) == is_document
    assert answer.headers.get("x-frame-options") == ("DENY" if is_document and address != EMBED else None)
    is_open = address.startswith(OPEN)
    assert answer.headers["cross-origin-resource-policy"] == ("cross-origin" if is_open else "same-origin")
    assert "strict-transport-security" not in answer.headers, "not without TLS"


def test_policies_are_strict() -> None:
    for embedded in (True, False):
        rules = dict(rule.split(" ", 1) for rule in policy.of_page(embedded).split("; "))
        assert not re.search(r"'unsafe-(inline|eval)'|\*|https?:", rules["script-src"])
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert rules["frame-ancestors"] == ("*" if embedded else "'none'")
        assert not re.search(r"https?:|\bws", policy.of_page(embedded)), "nobody else's host"


@pytest.mark.parametrize("address", [*PLACES, EMBED, "/datos?table=states", "/nothing-here"])
def test_every_script_of_a_document_is_known(whole_site: Site, address: str) -> None:
    answer = whole_site.ask(address)
    allowed = answer.headers["content-security-policy"]
    for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL):
        if "src=" not in attributes and "ld+json" not in attributes:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in allowed, f"components/serving/policy.py has to know: {script[:80]}"
    assert not re.search(r"<[^>]+\son\w+=", answer.text), "no handler in an attribute: it would not run"


def test_open_data_may_be_read_by_any_site(whole_site: Site) -> None:
    for address in ("/files/states.parquet", "/api/v1/tables/states.json", "/api/v1/tables/none", "/data.json"):
        assert (
            whole_site.ask(address, {"Origin": "https://elsewhere.example"}).headers["access-control-allow-origin"]
            == "*"
        )
    assert "access-control-allow-origin" not in whole_site.ask("/", {"Origin": "https://elsewhere.example"}).headers


FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": HOST, "X-Forwarded-For": "203.0.113.9"}


class TestProxies:
    def test_a_trusted_one_is_believed(self, whole_site: Site) -> None:
        answer = whole_site.ask("/data.json", {"Host": "127.0.0.1", **FORWARDED}, source=PROXY)
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert f'"https://{HOST}/' in answer.text
        page = whole_site.ask("/datos", {"Host": "127.0.0.1", **FORWARDED}, source=PROXY)
        assert f'"https://{HOST}/' in page.text

    def test_cookies_go_over_tls_alone(self, whole_site: Site) -> None:
        path, proxied = "/_stcore/health", {"Host": HOST, "X-Forwarded-Proto": "https"}
        assert whole_site.ask(path, proxied, source=PROXY).headers["set-cookie"].endswith("; SameSite=Lax; Secure")
        assert whole_site.ask(path, {"Host": HOST}).headers["set-cookie"].endswith("; SameSite=Lax")

    def test_nobody_else_is(self, whole_site: Site) -> None:
        answer = whole_site.ask("/data.json", {"Host": f"a.{HOST}", **FORWARDED})
        assert "strict-transport-security" not in answer.headers
        assert f'"http://a.{HOST}/' in answer.text and "https://observatory" not in answer.text
        assert "a peer that TRUSTED_PROXIES does not name" in whole_site.log.read_text()

    def test_a_name_that_the_proxy_forwards_is_checked(self, whole_site: Site) -> None:
        answer = whole_site.ask("/", {"Host": HOST, "X-Forwarded-Host": "elsewhere.example"}, source=PROXY)
        assert answer.status == 400


class TestHosts:
    @pytest.mark.parametrize("host", [HOST, HOST.upper(), f"{HOST}.", f"www.{HOST}:8501", "127.0.0.1:80"])
    def test_names_of_the_site(self, whole_site: Site, host: str) -> None:
        assert whole_site.ask("/", {"Host": host}).status == 200

    @pytest.mark.parametrize(
        "host",
        ["elsewhere.example", f"{HOST}.elsewhere.example", f"x{HOST}", f"{HOST}@elsewhere.example", f"{HOST}/x", "a b",
         '"><script>', f"{HOST}:80:80", "", "[::1]"],
    )  # fmt: skip
    def test_other_names(self, whole_site: Site, host: str) -> None:
        page = whole_site.ask("/?lang=es", {"Host": host})
        assert page.status == 400
        assert "Este servidor no responde a ese nombre" in page.text
        assert page.headers["content-type"].startswith("text/html")
        document = whole_site.ask("/api/v1/tables", {"Host": host})
        assert document.headers["content-type"] == "application/problem+json"
        assert document.json["type"].endswith("#unknown_host")
        assert "script" not in page.text + document.text

    @pytest.mark.parametrize(
        ("host", "origin", "status"),
        [(HOST, f"http://{HOST}", 101), ("elsewhere.example", None, 403), (HOST, "http://elsewhere.example", 403)],
    )
    def test_a_page_is_opened_by_the_site_alone(
        self, whole_site: Site, host: str, origin: str | None, status: int
    ) -> None:
        key = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        asked = {"Host": host, "Connection": "Upgrade", "Upgrade": "websocket", **key}
        answer = whole_site.ask("/_stcore/stream", asked | ({"Origin": origin} if origin else {}))
        assert answer.status == status

    def test_machines_ask_for_health_by_number(self, whole_site: Site) -> None:
        assert whole_site.ask("/api/v1/health/live", {"Host": "10.0.0.7:8501"}).status == 200


@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS"])
def test_what_the_site_has_no_use_for_is_closed(whole_site: Site, address: str, method: str) -> None:
    assert whole_site.ask(address, method=method).status == 404


def test_errors_have_no_details() -> None:
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert options["client"]["showErrorDetails"] == "none"
    assert options["server"]["enableAgentApi"] is False


def test_the_parser_that_takes_any_address_is_not_installed_with_the_site() -> None:
    """httptools has no bound on the length of an address, and adds to it in quadratic time: 3 s for 40 MB."""
    required = (ROOT / "requirements.txt").read_text().splitlines()
    assert not [line for line in required if line.startswith("httptools") or "[performance]" in line.split("#")[0]]


class TestSettings:
    def test_none_are_needed(self) -> None:
        found = read({})
        assert found.allowed_hosts == found.trusted_proxies == () and found.metrics_port is None
        assert read({"ALLOWED_HOSTS": " ", "METRICS_PORT": ""}) == found

    def test_they_are_read(self) -> None:
        found = read(
            {"ALLOWED_HOSTS": "A.example, *.b.example", "TRUSTED_PROXIES": "10.0.0.0/8,::1", "METRICS_PORT": "9100"}
        )
        assert found.allowed_hosts == ("a.example", "*.b.example")
        assert found.trusted_proxies == ("10.0.0.0/8", "::1")
        assert found.metrics_port == 9100

    @pytest.mark.parametrize(
        ("name", "value"),
        [("ALLOWED_HOSTS", "https://a.example"), ("ALLOWED_HOSTS", "a.example:80"), ("TRUSTED_PROXIES", "proxy"),
         ("TRUSTED_PROXIES", "*"), ("METRICS_PORT", "0"), ("METRICS_PORT", "x"), ("CLIENT_DOWNLOADS", "0"),
         ("LOG_LEVEL", "loud")],
    )  # fmt: skip
    def test_a_wrong_one_is_named(self, name: str, value: str) -> None:
        with pytest.raises(SettingsError) as caught:
            read({name: value})
        assert str(caught.value).startswith(f"The environment is not right.\n{name}=")
