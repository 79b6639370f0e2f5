"""What no open source tells, stated once: the gap, who holds it (our reading), and the request that asks for it."""

from __future__ import annotations

from functools import cache

from data.catalog import HERE, Text, _Entry, _toml


class Gap(_Entry):
    """Something missing. `addressee`, `topic`, `fields`, `period` and `geography` fill the request, in Spanish only.

    tables: published tables with the part that is known. agenda: items of the agenda that it would answer.
    """

    gap_id: str
    title: Text
    what: Text
    holder: Text
    addressee: str
    topic: str
    fields: str
    period: str
    geography: str
    tables: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    overview: bool = False

    def request(self) -> str:
        """The information request in Spanish, every blank filled."""
        return request_template().format(
            addressee=self.addressee, topic=self.topic, fields=self.fields, period=self.period, geography=self.geography
        )


@cache
def request_template() -> str:
    """The wording of a request, with its blanks."""
    return (HERE / "request.txt").read_text(encoding="utf-8").strip()


@cache
def gaps() -> dict[str, Gap]:
    """Gaps by id, the most wanted first."""
    return {name: Gap(gap_id=name, **entry) for name, entry in _toml(HERE / "gaps.toml").items()}
