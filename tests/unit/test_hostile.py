"""10,000 addresses that nobody means well by, asked of the running site: no fault, and nothing comes back as markup."""

from __future__ import annotations

import random
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from running import Site

from components import figures
from components.address import PARAMETERS
from components.site import HIDDEN, PAGES
from data import catalog

ADDRESSES, CONNECTIONS = 10_000, 8
MARK = "zqMARKqz"
MARKUP = (f"<{MARK}", f"{MARK}>", f'"{MARK}', f'{MARK}"', f"'{MARK}", f"{MARK}'")  # what must not come back as it was
OPENING = f"<{MARK}>\"{MARK}\"'{MARK}'"
NASTY = (
    OPENING, f"<script>{MARK}</script>", f"\"><img src=x onerror='{MARK}'>", f"</script><{MARK}>", f"javascript:{MARK}",
    "' OR 1=1 --", "'; DROP TABLE states; --", "1) UNION SELECT * FROM read_text('/etc/passwd') --", "%", "\\", "$(id)",
    "../../etc/passwd", "..\\..\\x", "/etc/passwd", "%2e%2e%2f", "....//", "C:\\x", "\x00", "a\x00b",
    "\r\nX-Injected: 1",
    "\x1b[31m", "\u202e", "\ufeff", "😀" * 20, "ﬁ", "İ", "é" * 300, "0" * 400, "9" * 40, "-1", "1e309", "NaN",
    "inf", "0x10", "１２", "[]", "{}", "null", "true", "{0.__class__}", "%s%n", "${7*7}", "{{7*7}}", "=1+1", "@x", "",
    " ", "~", "~state:32", "a~b~c:d", ",,,", "32,33", "a" * 2_000,
)  # fmt: skip
NAMES = (*PARAMETERS, "from", "to", "measure", "view", "figure", "columns", "order", "limit", "offset", "paper",
         "format", "year.gte", "state_code", "state_code.starts", "flags", "", "__proto__", "constructor",
         OPENING)  # fmt: skip
GOOD = {
    "lang": ("es", "en"), "state": ("32", "14"), "table": tuple(catalog.tables()), "view": ("table", "map", "chart"),
    "figure": tuple(figures.figures()), "figures": tuple(figures.figures()), "limit": ("0", "1"), "from": ("2003",),
    "to": ("2005",), "columns": ("year", "state_code"), "order": ("-year",), "type": ("paving",), "measure": ("share",),
}  # fmt: skip
TABLES = (*catalog.tables(), "project_register", *NASTY)

RAW = ("..", ".", "%2e%2e", "%00", "%ff%fe", "%c0%af", "%", ";x=1", "//", ".git/config")
LOOSE = ("", "", "", "&", "&&=", "&%ff=%fe", "#x", "&a[]=1")
PATHS = (
    *[f"/{page.slug}" for page in (*PAGES, *HIDDEN)], "/data.json", "/api/v1/openapi.json", "/api/v1/health",
    "/icon.svg", "/api/v1/slides.pptx", "/{}", "/{}/{}", "/files/{}", "/files/geo/{}", "/api/v1/{}",
    "/api/v1/tables/{}", "/api/v1/factsheets/{}.pdf", "/_stcore/{}", "/media/{}", "/static/{}", "/assets/{}",
)  # fmt: skip


def made(count: int) -> list[str]:
    """That many addresses, the same each time."""
    chance = random.Random(3)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_address(chance)] = None
    return list(found)


def _address(chance: random.Random) -> str:
    path = chance.choice(PATHS) if chance.random() < 0.8 else _rows(chance)
    filled = path.format(*(chance.choice((chance.choice(RAW), quote(_text(chance), safe=""))) for _ in range(2)))
    pairs = [_pair(chance) for _ in range(chance.randrange(6))]
    if path.endswith(".pptx"):
        pairs.append("figures=")  # slides are made elsewhere: see test_files_that_take_time
    return f"{filled}?{'&'.join(pairs)}{chance.choice(LOOSE)}"[:12_000]


def _rows(chance: random.Random) -> str:
    table = quote(chance.choice(TABLES), safe="").replace("{", "").replace("}", "")
    return f"/api/v1/tables/{table}.{chance.choice(('csv', 'json', 'html'))}"


def _pair(chance: random.Random) -> str:
    name = chance.choice(NAMES)
    value = chance.choice(GOOD[name]) if name in GOOD and chance.random() < 0.5 else _text(chance)
    return f"{quote(name, safe='.')}={quote(value, safe='')}"


def _text(chance: random.Random) -> str:
    match chance.randrange(5):
        case 0:
            return str(chance.randrange(-(10**20), 10**20))
        case 1:
            # Any of Unicode's characters but the surrogates, which no address can hold.
            points = (chance.randrange(0x110000) for _ in range(chance.randrange(20)))
            return "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)
        case _:
            return chance.choice(NASTY)


@dataclass(frozen=True)
class Told:
    """An answer: status, kind of content, body."""

    address: str
    status: int
    kind: str
    body: bytes


def asked(port: int, addresses: list[str]) -> Iterator[Told]:
    """Answers over one connection that is kept, or opened anew where the server closed it."""
    stream = None
    for address in addresses:
        if stream is None:
            stream = socket.create_connection(("127.0.0.1", port), timeout=60).makefile("rwb")
        lang = random.Random(address).choice(["es", "en"])
        head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: {lang}\r\n\r\n"
        stream.write(head.encode("latin-1"))
        stream.flush()
        told, goes_on = _read(address, stream)
        yield told
        if not goes_on:
            stream.close()
            stream = None


def _read(address: str, stream: object) -> tuple[Told, bool]:
    status = int(stream.readline().split()[1])  # type: ignore[attr-defined]
    headers = {}
    while line := stream.readline().strip():  # type: ignore[attr-defined]
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    if "content-length" in headers:
        body = stream.read(int(headers["content-length"]))  # type: ignore[attr-defined]
    else:
        body = b"".join(_chunks(stream)) if headers.get("transfer-encoding") == "chunked" else b""
    assert "x-injected" not in headers, address
    return Told(address, status, headers.get("content-type", ""), body), headers.get("connection") != "close"


def _chunks(stream: object) -> Iterator[bytes]:
    while size := int(stream.readline(), 16):  # type: ignore[attr-defined]
        yield stream.read(size)  # type: ignore[attr-defined]
        stream.readline()  # type: ignore[attr-defined]
    stream.readline()  # type: ignore[attr-defined]


def test_ten_thousand_hostile_addresses(whole_site: Site) -> None:
    addresses, before = made(ADDRESSES), len(whole_site.log.read_text())
    assert len(addresses) == ADDRESSES
    parts = [addresses[start::CONNECTIONS] for start in range(CONNECTIONS)]
    statuses: Counter[int] = Counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for answers in pool.map(lambda part: list(asked(whole_site.port, part)), parts):
            for told in answers:
                statuses[told.status] += 1
                check(told)
    assert set(statuses) <= {200, 301, 307, 400, 404, 405, 414}, statuses
    assert statuses[200] > 2_000 and statuses[400] > 500 and statuses[404] > 1_000, statuses
    assert '"ERROR"' not in whole_site.log.read_text()[before:], "nothing failed inside"


def check(told: Told) -> None:
    """No fault, no traceback, no file of the machine, nothing of the address as markup."""
    assert told.status < 500, (told.address, told.body[:500])
    assert b"Traceback (most recent call last)" not in told.body, told.address
    assert b"root:x:0:0" not in told.body, told.address
    if told.kind.startswith("text/html"):
        text = told.body.decode()
        assert not [markup for markup in MARKUP if markup in text], told.address


@pytest.mark.parametrize(
    "line",
    [
        b"GET / HTTP/9.9", b"GET  / HTTP/1.1", b"\x16\x03\x01\x02\x00",
        b"GET http://elsewhere.example/ HTTP/1.1", b"TRACE / HTTP/1.1",
        b"GET /\xff\xfe HTTP/1.1", b"GET /files/../../../etc/passwd HTTP/1.1", b"GET //elsewhere.example/ HTTP/1.1",
        b"CONNECT elsewhere.example:443 HTTP/1.1", b"GET * HTTP/1.1", b"OPTIONS * HTTP/1.1", b"GET /%zz HTTP/1.1",
    ],
)  # fmt: skip
def test_lines_that_no_client_writes(whole_site: Site, line: bytes) -> None:
    with socket.create_connection(("127.0.0.1", whole_site.port), timeout=20) as client:
        client.sendall(line + b"\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answer = b""
        while part := client.recv(65_536):
            answer += part
    status = int(answer.split()[1]) if answer else 400
    assert status < 500 and b"root:x:0:0" not in answer
    assert b"location: //" not in answer.lower() and b"location: http" not in answer.lower()
    assert whole_site.ask("/api/v1/health/live").status == 200


SLOW = ("slides.pptx?figures={}", "slides.pptx?figures=federal_budget~state:{}", "slides.pptx?state={}",
        "tables/states.xlsx?name={}", "tables/states.parquet?name={}", "tables/states.parquet?order={}")  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("value", [OPENING, "'; DROP TABLE states; --", "\x00", "😀" * 20])
def test_files_that_take_time(whole_site: Site, name: str, value: str) -> None:
    answer = whole_site.ask(f"/api/v1/{name.format(quote(value))}")
    assert answer.status in (200, 400)
    if answer.status == 400:
        assert answer.headers["content-type"] == "application/problem+json"


BESIDE = ("sources.toml", ".secret", ".states.parquet.123", "geo", "geo/", "geo/.hidden", "staged.parquet",
          "project_register.search.parquet", "../api.py")  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_the_published_files_is_not_served(whole_site: Site, name: str) -> None:
    made = whole_site.published / name
    if ".." not in name and not made.exists():
        made.write_text("not for everyone")
    try:
        answer = whole_site.ask(f"/files/{name}")
        assert answer.status in (400, 404) and b"not for everyone" not in answer.body
    finally:
        if made.is_file() and ".." not in name:
            made.unlink()
