"""What a preview adds to a page: its script, and leave for that script alone to run."""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from tuntas.render import policy

_SCRIPT = files("tuntas.preview").joinpath("pratinjau.js").read_text("utf-8")
_ALLOWED = f"'sha256-{b64encode(sha256(_SCRIPT.encode()).digest()).decode()}'"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def marked(html: bytes, site: str, edition: str) -> bytes:
    """A page with the script; `site` is the path of the site's root, `edition` tells it from later ones."""
    script = f'<script data-situs="{escape(site)}" data-edisi="{escape(edition)}">{_SCRIPT}</script>'

    def with_script(found: re.Match[str]) -> str:
        before, named, after = found[1].partition("script-src ")
        allowed = f"{before}{named}{_ALLOWED} {after}" if named else f"{before}; script-src {_ALLOWED}"
        return f'<meta http-equiv="Content-Security-Policy" content="{allowed}">{script}'

    # The policy stands first in the head, where the publisher put it.
    return _POLICY.sub(with_script, html.decode(), count=1).encode()


def empty(title: str) -> bytes:
    """A page for where there is none: its title, and what the script tells."""
    title = escape(title)
    return (
        f'<!doctype html>\n<html lang="id">\n<head>\n{policy.meta()}\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body><h1>{title}</h1></body>\n</html>\n"
    ).encode()
