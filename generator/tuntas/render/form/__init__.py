"""The form in which notes are written in a browser: what Sveltia CMS is told, as pure data."""
