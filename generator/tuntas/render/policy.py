"""What a page may load, told to the browser in every page: nothing runs, nothing comes from elsewhere.

`data:` is for the shapes in our own stylesheet; the sanitiser leaves no such address in a page. What may
be connected to says nothing where nothing runs, but auditors ask for `robots.txt` from within a page.
"""

from typing import Final

POLICY: Final = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
META: Final = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
