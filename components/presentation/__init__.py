"""Presentations: figures of the site in an order, each with its own choices, one to a screen."""
