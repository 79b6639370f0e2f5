"""The mapping file: which column of the list is which, how it writes, and who issued it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from data import catalog
from data.build.register.messages import RegisterError

REQUIRED = ("record_id", "year", "state", "project")
MONEY = ("federal_mxn", "state_mxn", "municipal_mxn", "migrants_mxn", "total_mxn")
# What a column of the list may be. `state` and `municipality` hold a code or a name; the names beside them are checked.
TARGETS = (
    "record_id", "year", "state", "state_name", "municipality", "municipality_name", "locality", "project",
    "project_type", "club", "us_state", *MONEY, "status",
)  # fmt: skip
LINE = "@line"  # in place of a header: the line of the file is the identifier


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(_Part):
    """Who issued the list, and on what terms: what stands under every figure made of it."""

    publisher: str = "register_authority"
    licence: str = "not_stated"
    title_es: str = ""
    title_en: str = ""
    url: str | None = None
    retrieved_via: str = ""

    @field_validator("publisher")
    @classmethod
    def _known_publisher(cls, value: str) -> str:
        if value not in catalog.publishers():
            raise ValueError(f"no publisher {value} in data/catalog/publishers.toml: {', '.join(catalog.publishers())}")
        return value

    @field_validator("licence")
    @classmethod
    def _known_licence(cls, value: str) -> str:
        if value not in catalog.licences():
            raise ValueError(f"no licence {value} in data/catalog/licences.toml: {', '.join(catalog.licences())}")
        return value


class Options(_Part):
    """How the list is written. What is left out is found out.

    decimal: the decimal mark of its amounts. multiply: pesos in one unit of its amounts (1000 for thousands of pesos).
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: Annotated[str, Field(max_length=1)] = ""
    decimal: Literal["", ".", ","] = ""
    multiply: Annotated[int, Field(ge=1)] = 1


class Mapping(_Part):
    """columns: what each column is -> its header. types, statuses: words of the list -> slugs of the catalogue."""

    columns: dict[str, str] = {}
    options: Options = Options()
    source: Origin = Origin()
    types: dict[str, str] = {}
    statuses: dict[str, str] = {}

    @field_validator("columns")
    @classmethod
    def _known_targets(cls, value: dict[str, str]) -> dict[str, str]:
        unknown = sorted(set(value) - set(TARGETS))
        if unknown:
            raise ValueError(f"no such column of the register: {', '.join(unknown)}; there are {', '.join(TARGETS)}")
        missing = [target for target in REQUIRED if target not in value]
        if missing:
            raise ValueError(f"required columns are missing: {', '.join(missing)}")
        if len(set(value.values())) < len(value):
            raise ValueError("one header stands for two columns")
        return value

    @field_validator("types")
    @classmethod
    def _known_types(cls, value: dict[str, str]) -> dict[str, str]:
        return _known_slugs(value, "project_type")

    @field_validator("statuses")
    @classmethod
    def _known_statuses(cls, value: dict[str, str]) -> dict[str, str]:
        return _known_slugs(value, "status")


def _known_slugs(words: dict[str, str], column: str) -> dict[str, str]:
    slugs = catalog.register().column(column).values or {}
    unknown = sorted(set(words.values()) - set(slugs))
    if unknown:
        raise ValueError(f"no such {column}: {', '.join(unknown)}; there are {', '.join(slugs)}")
    return words


def read(path: Path) -> Mapping:
    """The mapping of a TOML file. RegisterError says what is wrong with it."""
    try:
        return Mapping(**tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise RegisterError("no_file", path=path) from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise RegisterError("bad_mapping", file=path.name, detail=problems) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterError("bad_mapping", file=path.name, detail=error) from error


def written(columns: dict[str, str]) -> str:
    """Columns as the text of a mapping file."""
    return "\n".join(["[columns]", *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in columns.items())])
