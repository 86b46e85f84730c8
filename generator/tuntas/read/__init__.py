"""From a note's bytes to typed facts, and to problems where that fails."""
