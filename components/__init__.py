"""What pages are made of. Imports nothing of the pages."""
