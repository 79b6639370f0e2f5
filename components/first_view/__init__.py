"""The first view: what a page shows before Streamlit's scripts have come, and to who runs none.

`asked` reads the address, `pages` says what each page shows first, `view` puts it together and keeps it, `head`
describes the page to search engines and previews, `picture` draws the preview. No Streamlit element is made here.
"""

from components.first_view.asked import Asked, asked
from components.first_view.view import first_view

__all__ = ["Asked", "asked", "first_view"]
