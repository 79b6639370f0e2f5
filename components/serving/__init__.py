"""What the server answers beside Streamlit itself: documents, published files, small assets."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from components.serving.assets import EMPTY_TOPOLOGY_PATHS, empty_topology, icon
from components.serving.compressed import Compressed
from components.serving.documents import document, not_found
from components.serving.factsheets import FACTSHEETS
from components.serving.files import PublishedFiles
from components.serving.hosts import Forwarded, Hosts
from components.serving.limits import Patience, Sessions, Shares, Sizes
from components.serving.observed import Faults, Observed
from components.serving.pictures import PATH as PICTURES
from components.serving.pictures import picture_of_page
from components.serving.security import Closed, SecurityHeaders
from components.serving.settings import Settings, settings
from components.serving.slides import SLIDES
from components.site import HIDDEN, PAGES
from data.api import Publication


def publications() -> list[Publication]:
    """Files that we make of the data, for the data service to mount and describe."""
    return [FACTSHEETS, SLIDES]


def routes() -> list[BaseRoute]:
    """Our routes, in order; what they do not match is Streamlit's."""
    pages = [Route(f"/{page.slug}", document(page)) for page in (*PAGES, *HIDDEN)]
    return [
        *pages,
        Mount("/files", PublishedFiles()),
        *(Route(path, empty_topology) for path in EMPTY_TOPOLOGY_PATHS),
        Route("/icon.svg", icon),
        Route(PICTURES, picture_of_page),
        Route("/{slug:slug}", not_found),
    ]


def middleware(chosen: Settings | None = None) -> list[Middleware]:
    """What every request passes through, outermost first."""
    chosen = chosen or settings()
    return [
        Middleware(Patience),
        Middleware(Forwarded, trusted=chosen.trusted_proxies),
        Middleware(Observed, settings=chosen),
        Middleware(SecurityHeaders),
        Middleware(Faults),
        Middleware(Sizes),
        Middleware(Hosts, allowed=chosen.allowed_hosts),
        Middleware(Closed),
        Middleware(Sessions, of_client=chosen.client_sessions, of_all=chosen.most_sessions),
        Middleware(Shares, downloads=chosen.client_downloads),
        Middleware(Compressed),
    ]
