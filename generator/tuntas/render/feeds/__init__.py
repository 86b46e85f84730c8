"""Feeds: what happened, for people and programs that follow along.

`catalogue` says which feeds there are and fills them, `entry` tells an event, and `rss`, `atom`,
`jsonfeed` and `opml` write them. Only `formats` and what it imports need feedgen, so that a page
that merely names its feeds does not wait for it.
"""
