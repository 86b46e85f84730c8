"""A digest as a letter: plain text for the terminal, and a whole e-mail for the mailing tool of an office."""

import textwrap
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from tuntas.archive.archive import Archive
from tuntas.render import wording
from tuntas.render.abstract import Section, sections
from tuntas.render.digests import Digest
from tuntas.render.feeds.dates import Dates
from tuntas.render.feeds.site import Site
from tuntas.render.feeds.xmltext import clean
from tuntas.render.templating import environment

MAX_LINES: Final = 20
_WIDTH: Final = 78
_TEMPLATE: Final = "digest.html"


class Letter:
    """A digest on its way."""

    def __init__(self, archive: Archive, digest: Digest, site: Site) -> None:
        self._archive = archive
        self._digest = digest
        self._site = site
        self._sections: tuple[Section, ...] = sections(archive, digest, site.url, MAX_LINES)
        self._url = site.url + digest.period.address
        self._title = f"Ringkasan {digest.period.title}"

    def text(self) -> str:
        """The plain text."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from (self._title, self._archive.government, "")
        for text in filter(None, (self._digest.sentence, self._digest.remark)):
            yield from (*textwrap.wrap(text, _WIDTH), "")
        for section in self._sections:
            yield f"{section.word} ({wording.number(section.size)})"
            for line in section.lines:
                yield textwrap.fill(
                    f"{line.text} ({line.when})", _WIDTH, initial_indent="- ", subsequent_indent="  "
                )
                yield f"  {line.url}"
            if section.more:
                yield f"- dan {wording.number(section.more)} lagi"
            yield ""
        yield f"Seluruh ringkasan: {self._url}"

    def html(self, template: str) -> str:
        """The page of the letter, by a template that needs nothing from elsewhere."""
        return (
            environment({_TEMPLATE: template})
            .get_template(_TEMPLATE)
            .render(
                title=self._title,
                government=self._archive.government,
                sentence=self._digest.sentence,
                remark=self._digest.remark,
                sections=self._sections,
                url=self._url,
                site_name=self._site.name,
                site_url=self._site.url,
            )
        )

    def message(self, template: str, sender: str = "") -> bytes:
        """The e-mail, both as text and as a page; without a recipient, and marked as not yet sent.

        It is dated to the day after the period, and the same digest gives the same bytes.
        """
        period = self._digest.period
        owner = self._site.authority.partition(",")[0]
        domain = owner.rpartition("@")[2]
        address = sender or (owner if "@" in owner else f"no-reply@{owner}")
        made = EmailMessage(policy=SMTP)
        made["From"] = Address(_one_line(self._site.name), addr_spec=address)
        made["Subject"] = _one_line(f"{self._title} – {self._site.name}")
        made["Date"] = format_datetime(Dates(self._archive, self._site.zone).at(period.after, 0))
        made["Message-ID"] = f"<digest-{period.id}@{domain}>"
        made["X-Unsent"] = "1"  # Outlook opens it as a draft
        made.set_content(clean(self.text()), cte="quoted-printable")
        made.add_alternative(clean(self.html(template)), subtype="html", cte="quoted-printable")
        made["Content-Language"] = "id"
        # In quoted-printable `=` stands before two digits only, so no text holds this.
        made.set_boundary(f"=_tuntas-{period.id}")
        return made.as_bytes()


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
