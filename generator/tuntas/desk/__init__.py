"""The secretariat's desk: what is open, and the text of the next note."""
