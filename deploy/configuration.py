"""nginx's configuration for copies of the site on ports of this machine."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent


def configured(folder: Path, port: int, ports: range) -> Path:
    """Writes nginx's configuration for these ports."""
    for name in ("temp", "cache"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    certificate, key = os.environ.get("TLS_CERTIFICATE"), os.environ.get("TLS_KEY")
    filled = {
        "@LISTEN@": f"listen {port} ssl http2; ssl_certificate {certificate}; ssl_certificate_key {key};"
        if certificate
        else f"listen {port};",
        "@SECURE@": "; Secure" if certificate else "",
        "@SERVERS@": " ".join(f"server 127.0.0.1:{p} max_fails=0;" for p in ports),
        "@MIME_TYPES@": "/etc/nginx/mime.types",
        "@HERE@": str(HERE),
    }
    text = (HERE / "nginx.conf.template").read_text(encoding="utf-8")
    for placeholder, value in filled.items():
        text = text.replace(placeholder, value)
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path
