"""What every answer tells the browser: what may run, who may frame it, what is sent along; and closed routes."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.embed import SLUG as EMBED
from components.serving import policy
from components.serving.answers import refuse

A_YEAR = 31_536_000
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
# A hundred parts make up a page: what a browser heeds in documents alone would cost a slow phone 0.3 s there.
OF_DOCUMENTS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    # Copying an address and seeing a figure full-screen is all that a page asks for.
    "Permissions-Policy": "clipboard-write=(self), fullscreen=(self), accelerometer=(), autoplay=(), "
    "browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), "
    "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()",
}
PARTS = ("text/javascript", "text/css", "font/", "image/png", "application/geo+json")  # of a page, by kind
OPEN_DATA = ("/api/", "/files/", "/data.json", "/assets/", "/icon.svg")  # any site may read it
# Of Streamlit's own routes those that its pages use; uploads, metrics, components, sign-in and agents are not.
OPEN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
CLOSED = ("/_stcore/", "/component/", "/auth/", "/oauth2callback", "/index.html")


class SecurityHeaders:
    """Adds the headers to every answer, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(raw=message.setdefault("headers", [])), scope)
            await send(message)

        await self.app(scope, receive, with_headers)


def _add(headers: MutableHeaders, scope: Scope) -> None:
    path, kind = scope["path"], headers.get("content-type", "").partition(";")[0]
    embedded = path == f"/{EMBED}" and kind == "text/html"
    headers.update(ALWAYS)
    headers["Content-Security-Policy"] = _policy(kind, embedded)
    headers["Cross-Origin-Resource-Policy"] = "cross-origin" if path.startswith(OPEN_DATA) else "same-origin"
    if not kind.startswith(PARTS):
        headers.update(OF_DOCUMENTS)
        if not embedded:
            headers["X-Frame-Options"] = "DENY"
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"  # of this name: others are not ours to bind
        _secure_cookies(headers)


def _secure_cookies(headers: MutableHeaders) -> None:
    """Streamlit knows only of TLS that it ends itself."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("Set-Cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def _policy(kind: str, embedded: bool) -> str:
    if kind.startswith(PARTS):
        return policy.PART
    match kind:
        case "text/html":
            return policy.of_page(embedded)
        case "image/svg+xml":
            return policy.DRAWING
        case "application/pdf":
            return policy.PRINTED
        case _:
            return policy.NOTHING


class Closed:
    """Answers 404 to what Streamlit serves and the site has no use for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and is_closed(scope["path"]):
            await refuse("not_found", scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_closed(path: str) -> bool:
    """Whether nobody outside has any business there; slashes at the end change nothing."""
    path = path.rstrip("/")
    return f"{path}/".startswith(tuple(f"{closed.rstrip('/')}/" for closed in CLOSED)) and path not in OPEN
