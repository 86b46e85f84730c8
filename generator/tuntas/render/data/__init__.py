"""Open data: the archive as tables, in CSV, JSON and SQLite, with what describes them to programs.

`tables` defines each table once; all else, the documentation too, follows from there.
"""
