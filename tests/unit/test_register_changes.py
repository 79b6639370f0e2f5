"""A register that is imported, replaced and taken away while the site runs."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from register_made_up import PUBLISHED, Door, published_copy, row

from data import catalog, store
from data.store import DataUnavailableError, connection


class TestChanges:
    """On a store of its own: the register is replaced, and taken away."""

    def test_replaced_and_removed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        published_copy(tmp_path)
        own = Door(tmp_path)
        monkeypatch.setattr(connection, "published_folder", lambda: own.published)
        connection._connection.cache_clear()
        try:
            own.take_rows(row())
            assert store.register_projects()["record_id"].tolist() == ["INV-1"]
            own.take_rows(row(Folio="INV-8"), row(Folio="INV-9"))
            assert store.register_projects()["record_id"].tolist() == ["INV-8", "INV-9"]
            assert store.register_count() == 2
            own.table.unlink()
            assert not store.has_register()
            with pytest.raises(DataUnavailableError):
                store.register_projects()
            own.table.write_bytes(b"inventado")
            with pytest.raises(DataUnavailableError):
                store.register_summary()
            assert len(store.states()) == 32
        finally:
            connection._connection.cache_clear()

    def test_without_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connection, "published_folder", lambda: PUBLISHED)
        assert not store.has_register()
        with pytest.raises(DataUnavailableError):
            store.register_facts()
        assert "project_register" not in catalog.tables()
