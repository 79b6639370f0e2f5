"""What the server answers beside Streamlit itself: documents, published files, small assets."""

from starlette.routing import BaseRoute, Mount, Route

from components.serving.assets import EMPTY_TOPOLOGY_PATHS, empty_topology, icon
from components.serving.documents import document, not_found
from components.serving.files import PublishedFiles
from components.site import HIDDEN, PAGES


def routes() -> list[BaseRoute]:
    """Our routes, in order; what they do not match is Streamlit's."""
    pages = [Route(f"/{page.slug}", document(page)) for page in (*PAGES, *HIDDEN)]
    return [
        *pages,
        Mount("/files", PublishedFiles()),
        *(Route(path, empty_topology) for path in EMPTY_TOPOLOGY_PATHS),
        Route("/icon.svg", icon),
        Route("/{slug:slug}", not_found),
    ]
