"""Slides of the figures of the site, for those who present them."""
