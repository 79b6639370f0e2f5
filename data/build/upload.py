"""`python -m data.build.upload s3://bucket/prefix`: the published files into a store, for sites that read DATA_URL.

The register of projects, where one was imported, and LICENCES.txt travel, too: the descriptor that is written lists
them with their size and hash beside what `datapackage.json` lists. It is written last, so that a reader who comes
meanwhile finds files that differ from the descriptor, and keeps the release it has.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from pyarrow import fs

from data import catalog
from data.build.publish import file_facts
from data.store.origin import DESCRIPTOR, PACKAGED

MEDIA_TYPES = {".parquet": "application/vnd.apache.parquet", ".txt": "text/plain"}


def descriptor(folder: Path) -> dict[str, Any]:
    """The folder's own, and in it every file that travels."""
    package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    beside = [*sorted(folder.glob(f"{catalog.register().table_id}*.parquet")), folder / "LICENCES.txt"]
    package["resources"] += [
        {"name": path.stem.lower(), "path": path.name, "mediatype": MEDIA_TYPES[path.suffix], **file_facts(path)}
        for path in beside
    ]
    return package


def upload(folder: Path, url: str) -> int:
    """Puts a release into the store; how many files it has. OSError when the store refuses."""
    store, base = fs.FileSystem.from_uri(url)
    package = descriptor(folder)
    for resource in package["resources"]:
        kind = {"Content-Type": resource["mediatype"]}
        into = store.open_output_stream(f"{base}/{resource['path']}", metadata=kind)
        with (folder / resource["path"]).open("rb") as file, into:
            shutil.copyfileobj(file, into, 1 << 20)
    with store.open_output_stream(f"{base}/{DESCRIPTOR}", metadata={"Content-Type": "application/json"}) as file:
        file.write((json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode())
    return len(package["resources"])


def main() -> None:
    """Uploads and says how much."""
    parser = argparse.ArgumentParser(prog="python -m data.build.upload", description=__doc__)
    parser.add_argument("url", help="s3://bucket/prefix; credentials and endpoint by the usual AWS_* variables")
    parser.add_argument("--folder", type=Path, default=PACKAGED, help="the published files")
    options = parser.parse_args()
    print(f"{upload(options.folder, options.url)} files")


if __name__ == "__main__":
    main()
