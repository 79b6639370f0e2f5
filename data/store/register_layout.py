"""Files that the importer writes beside a register, so that a long one is quick to ask.

`search` has the words of each project without accents and capitals, in the register's order; `words` each word of them
once, those without a digit first, and where it stands; `blocks` the same words, so many in one text, which is searched
several times quicker; `places` where the words stand that are in several projects; `sums` the register added up by
municipality, year, type and US state. They are made from the register alone and name the file they were made of: where
one is missing or is of another file, the same question is put to the register.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet

SEARCHED = ("r.project", "r.locality", "r.club", "r.record_id", "m.name")
MADE_OF = "project_register.sha256/2"  # in their metadata: the register they belong to, and the layout that they have
DIGITS = "0123456789"
BLOCK = 1_000  # words of `words`, in its order, that make a row of `blocks`
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


def _pairs(search: str) -> str:
    """SQL of each word of each project. Of a word with digits, what stands between them is a word, too.

    So a word without digits is found among those without, which are few: numbers and identifiers are not.
    """
    words = f"list_concat(string_split(words, ' '), string_split_regex(words, '[{DIGITS} ]+'))"
    return f"(SELECT unnest(list_distinct({words})) AS word, place FROM {search})"


def words_statement(search: str) -> str:
    """SQL of each word: word, digits (0 none, 1 some), n (projects), and first.

    first: its only project’s place, else its first row in `places`.
    """
    return f"""
        WITH counted AS (
            SELECT word, count(*)::INTEGER AS n, min(place) AS place
            FROM {_pairs(search)} WHERE word <> '' GROUP BY word
        ), several AS (
            SELECT word, n, (sum(n) OVER (ORDER BY word) - n) AS place FROM counted WHERE n > 1
        ), every AS (
            FROM several UNION ALL FROM counted WHERE n = 1
        )
        SELECT word, regexp_matches(word, '[{DIGITS}]')::TINYINT AS digits, n, place::INTEGER AS first FROM every
    """


def places_statement(search: str, words: str) -> str:
    """SQL of the places in the register of each word that is in several projects, by word and place."""
    return f"""
        SELECT word, place::INTEGER AS stands FROM {_pairs(search)} SEMI JOIN (SELECT word FROM {words} WHERE n > 1)
            USING (word)
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
    """The file of that name beside a register."""
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
