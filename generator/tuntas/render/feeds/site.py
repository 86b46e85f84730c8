"""What feeds need to know of the site."""

import datetime as dt
import re
from urllib.parse import quote, urlsplit

import msgspec

_ALLOWED = "/?:@!$&'()*+,;=~"
"""Beside letters, digits and `-._` the characters that RFC 4151 allows as they are."""
_PLAIN = re.compile("[a-z0-9/-]*")
"""What nearly every identity is made of: `quote` takes far longer to leave it alone."""


class Site(msgspec.Struct, frozen=True):
    """Its name and address (`url` ends with a slash), who owns the ids, and where its days begin.

    `hub` is the address of the WebSub hub that is told of news, if there is one.
    After so many days without news a commitment is silent.
    """

    name: str
    url: str
    authority: str
    zone: dt.tzinfo
    silent_after_days: int = 30
    hub: str = ""

    @property
    def style(self) -> str:
        """What makes a feed readable in a browser, from the root of the host: a preview has another."""
        return f"{urlsplit(self.url).path}assets/umpan.css"

    def tag(self, identity: str) -> str:
        """The tag URI (RFC 4151) of something that is known by `identity` for ever."""
        path = identity if _PLAIN.fullmatch(identity) else quote(identity, safe=_ALLOWED)
        return f"tag:{self.authority}:{path}"
