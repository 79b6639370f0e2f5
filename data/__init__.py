"""The data of the observatory: catalogue, build and store. Imports nothing of the site."""
