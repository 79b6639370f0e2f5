"""What the environment says about where the site runs: read once, checked, with an error that names the variable."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

HOST = re.compile(r"(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]")


class SettingsError(SystemExit):
    """A variable of the environment that cannot be understood: the server does not start, and says why."""


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Settings(BaseModel):
    """Every setting of the site's server; each is the environment variable of the same name in capitals."""

    model_config = ConfigDict(frozen=True)

    # Names that the site answers to, `*.example.org` for all below; none: any name, which only suits one's own machine.
    allowed_hosts: Listed = ()
    # Addresses or networks of the proxies whose X-Forwarded-* headers are believed.
    trusted_proxies: Listed = ()
    # Expensive answers (rows, files made on request) that one client gets at a time; more of them wait.
    client_downloads: Annotated[int, Field(ge=1, le=1_000)] = 2
    # Open pages (websockets) of one client, and of all.
    client_sessions: Annotated[int, Field(ge=1, le=100_000)] = 250
    most_sessions: Annotated[int, Field(ge=1, le=100_000)] = 1_000
    # Where OpenMetrics are read; no port, none.
    metrics_port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    metrics_address: str = "127.0.0.1"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("allowed_hosts")
    @classmethod
    def _names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not HOST.fullmatch(name):
                raise ValueError(f"{name!r} is no host name; write names without scheme and port, as site.example.org")
        return tuple(name.lower() for name in names)

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        for network in networks:
            ipaddress.ip_network(network)  # ValueError says what is wrong with it
        return networks


def read(environment: Mapping[str, str]) -> Settings:
    """The settings that these variables state; empty ones are unset. SettingsError names each that is wrong."""
    given = {name: environment[name.upper()].strip() for name in Settings.model_fields if environment.get(name.upper())}
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value})
    except ValidationError as error:
        wrong = [f"{str(e['loc'][0]).upper()}={e['input']!r}: {e['msg']}" for e in error.errors()]
        raise SettingsError("\n".join(["The environment is not right.", *wrong])) from None


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read(os.environ)
