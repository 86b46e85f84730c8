"""Calendars: meetings and due dates, for whoever subscribes to them with a calendar program.

`calendars` says which there are and what is in them, `drawing` has icalendar draw a mould of the format,
and `mould` fills it.
"""
