"""From facts to the archive: dated events, one fold, and what is true as of a date."""
