"""What a page may load, told to the browser in every page: nothing runs, nothing comes from elsewhere.

`data:` is for the shapes in our own stylesheet; the sanitiser leaves no such address in a page. A form
can only be ours, as the sanitiser leaves none either, and leads to our own search. What may be connected
to says nothing where nothing runs, but auditors ask for `robots.txt` from within a page.
"""

from typing import Final

from tuntas.render import address

POLICY: Final = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'self'"
)
SEARCH_POLICY: Final = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"
"""Of the page that searches, and of no other: its script reads the index in WebAssembly."""

SEARCH: Final = address.SEARCH.rstrip("/")
"""The section of that page."""


def form_policy(forge: str) -> str:
    """Of the form alone: its scripts draw it and speak to one forge. Its pictures are those being sent."""
    return (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline';"
        " font-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:;"
        f" connect-src 'self' data: blob: {forge}; base-uri 'none'; form-action 'none'"
    )


def meta(section: str = "") -> str:
    """The element that tells the policy of a section's pages."""
    policy = SEARCH_POLICY if section == SEARCH else POLICY
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
