"""Two files that the importer writes beside a register, so that a long one is quick to ask.

`search` has the words of each project without accents and capitals, in the register's order; `sums` has the register
added up by municipality, year, type and US state. Both are made from the register alone and name the file they were
made of: where one is missing or is of another file, the same statement over the register takes its place.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet

SEARCHED = ("r.project", "r.locality", "r.club", "r.record_id", "m.name")
MADE_OF = "project_register.sha256"  # in the metadata of both files: the register they belong to
# What every count and sum is made of: a cancelled project was not built.
COUNTED = "(status IS NULL OR status <> 'cancelled')"


def folded(text: str) -> str:
    """SQL of a text as it is searched: without accents and capitals."""
    return f"lower(strip_accents({text}))"


def rows_of(path: Path) -> str:
    """SQL of a Parquet file of ours, each row with its place in it."""
    return f"(SELECT *, file_row_number AS place FROM read_parquet('{path.as_posix()}', file_row_number = true))"


def search_statement(register: str, municipalities: str) -> str:
    """SQL of what is searched: place, the columns that filter, and `words`. Both arguments are SQL relations."""
    return f"""
        SELECT r.place, r.state_code, r.municipality_code, r.year, r.project_type, r.us_state,
               {folded(f"concat_ws(' ', {', '.join(SEARCHED)})")} AS words
        FROM {register} r LEFT JOIN {municipalities} m ON m.municipality_code = r.municipality_code
    """


def sums_statement(register: str) -> str:
    """SQL of the register added up. Sums are nominal pesos; those of the parts are of projects with all four."""
    whole = f"{COUNTED} AND federal_mxn + state_mxn + municipal_mxn + migrants_mxn IS NOT NULL"
    return f"""
        SELECT state_code, municipality_code, year, project_type, us_state,
               count(*) FILTER ({COUNTED}) AS projects, count(*) FILTER (NOT {COUNTED}) AS cancelled,
               sum(total_mxn) FILTER ({COUNTED}) AS total_mxn,
               count(*) FILTER ({COUNTED} AND total_mxn IS NULL) AS without_total,
               count(*) FILTER ({COUNTED} AND list_contains(flags, 'conflicting_sources')) AS conflicting,
               count(*) FILTER ({COUNTED} AND list_contains(flags, 'missing_values')) AS incomplete,
               count(*) FILTER ({whole}) AS whole_projects,
               count(*) FILTER ({whole} AND list_contains(flags, 'conflicting_sources')) AS whole_conflicting,
               sum(federal_mxn) FILTER ({whole}) AS federal, sum(state_mxn) FILTER ({whole}) AS state,
               sum(municipal_mxn) FILTER ({whole}) AS municipal, sum(migrants_mxn) FILTER ({whole}) AS migrants
        FROM {register} GROUP BY ALL ORDER BY ALL
    """


def beside(register: Path, name: str) -> Path:
    """The file of that name, `search` or `sums`, beside a register."""
    return register.with_name(f"{register.stem}.{name}.parquet")


def belongs(path: Path, sha256: str) -> bool:
    """Whether a file is there and was made of the register with that fingerprint."""
    try:
        facts = path.stat()
        return _made_of(path, facts.st_size, facts.st_mtime_ns) == sha256
    except (OSError, arrow.ArrowException):
        return False


@lru_cache(maxsize=16)
def _made_of(path: Path, size: int, modified_ns: int) -> str:
    return (parquet.read_schema(path).metadata or {}).get(MADE_OF.encode(), b"").decode("ascii", "replace")
