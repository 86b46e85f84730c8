"""The site on this machine while notes are written: kept in memory, and made page by page when asked for.

A build makes everything that depends on a note. Who writes one looks at one page of it, so here the
notes stay in memory, a saved change is read and folded, and each page is made when a browser asks.
See docs/decisions/094-a-preview-makes-what-is-looked-at.md.
"""
