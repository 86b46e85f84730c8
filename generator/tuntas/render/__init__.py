"""Views to pages, feeds and data: pure functions that know nothing of MkDocs or the disk."""
