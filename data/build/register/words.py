"""Words of a closed vocabulary, whatever the spelling: project types, statuses, US states."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from data import catalog
from data.build.register.places import LIKENESS, MARGIN, Found, plain

TYPES = {
    "urbanisation": ("urbanizacion", "plaza", "plazas", "jardines", "parques", "obras de urbanizacion"),
    "electrification": ("electrificacion", "energia electrica", "alumbrado publico", "alumbrado", "electricidad"),
    "community_centres": ("centro comunitario", "centros comunitarios", "salon de usos multiples"),
    "paving": ("pavimentacion", "pavimento", "calles", "pavimentacion de calle", "guarniciones y banquetas"),
    "potable_water": ("agua", "red de agua potable", "sistema de agua potable", "agua entubada", "pozo de agua"),
    "sewerage": ("drenaje", "alcantarillado", "drenaje sanitario", "saneamiento", "red de drenaje", "drainage"),
    "education": ("educacion", "escuelas", "escuela", "infraestructura educativa", "aulas", "becas", "education"),
    "roads": ("caminos", "carreteras", "camino", "carretera", "caminos rurales", "caminos y puentes", "roads"),
    "sports": ("deporte", "deportes", "deportiva", "infraestructura deportiva", "canchas", "unidad deportiva"),
    "productive": ("productivo", "productivos", "proyecto productivo", "proyectos productivos", "productive"),
    "health": ("salud", "centro de salud", "infraestructura de salud", "clinica", "health"),
    "urban_image": ("imagen urbana", "mejoramiento de imagen urbana", "urban image"),
    "church": ("templo", "iglesia", "templos e iglesias", "church"),
    "equipment": ("equipamiento", "vehiculos", "ambulancia", "ambulancias", "equipo", "equipment"),
    "several": ("varios", "mixto", "several"),
    "other": ("otro", "otra", "otros", "otras", "other"),
}  # fmt: skip
STATUSES = {
    "approved": ("aprobada", "aprobado", "autorizada", "autorizado", "validada"),
    "in_progress": ("en proceso", "en ejecucion", "en curso", "iniciada", "in process", "under construction"),
    "finished": ("terminada", "terminado", "concluida", "concluido", "entregada", "ejecutada", "completed", "complete"),
    "cancelled": ("cancelada", "cancelado", "baja", "dada de baja", "canceled", "no ejecutada"),
}
US_STATES = {
    "CA": ("calif", "alta california"), "TX": ("tejas",), "NY": ("nueva york",), "NC": ("carolina del norte",),
    "DC": ("washington dc", "washington d c", "distrito de columbia"), "XX": ("no identificado", "not identified"),
}  # fmt: skip


class Vocabulary:
    """Slugs by the words that stand for them."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """words: spelling -> slug."""
        self._slugs = {plain(word): slug for word, slug in words.items()}

    def find(self, text: str) -> Found:
        """The slug of a word, to the letter or by likeness; none, and no key, where it is not known."""
        asked = plain(text)
        if asked in self._slugs:
            return Found(self._slugs[asked])
        best: dict[str, float] = {}
        for word, score, _ in process.extract(asked, list(self._slugs), scorer=fuzz.ratio, limit=None):
            best.setdefault(self._slugs[word], score)
        ranked = list(best.items())[:2]
        if not ranked or ranked[0][1] < LIKENESS or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return Found(key="unknown_word")
        slug, score = ranked[0]
        return Found(slug, key="by_likeness", read=slug, score=round(score))


def project_types(also: Mapping[str, str]) -> Vocabulary:
    """Project types. also: words of the list -> slug."""
    return Vocabulary({**_titles("project_type"), **_spelled(TYPES), **also})


def statuses(also: Mapping[str, str]) -> Vocabulary:
    """Statuses. also: words of the list -> slug."""
    return Vocabulary({**_titles("status"), **_spelled(STATUSES), **also})


def us_states() -> Vocabulary:
    """US states by postal code or by name in either language."""
    names = catalog.us_states()
    titles = {text: code for code, name in names.items() for text in (code, name.es, name.en)}
    return Vocabulary({**titles, **_spelled(US_STATES)})


def _titles(column: str) -> dict[str, str]:
    values = catalog.register().column(column).values or {}
    return {text: slug for slug, title in values.items() for text in (slug, title.es, title.en)}


def _spelled(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: slug for slug, spellings in words.items() for word in spellings}
