"""The page of all problem codes, made from the catalogue: for this repository and for the site."""

import re

from tuntas.problems import Entry, Language, catalogue
from tuntas.report import blank

_SPECIAL = re.compile(r"[\\<\[\]*_]")

_WORDS = {
    "id": {
        "error": "Kesalahan",
        "warning": "Peringatan",
        "wrong": "Keliru:",
        "right": "Benar:",
        "cure": "Cara memperbaikinya: ",
    },
    "en": {
        "error": "Error",
        "warning": "Warning",
        "wrong": "Wrong:",
        "right": "Right:",
        "cure": "The cure: ",
    },
}


def problem_codes(language: Language) -> str:
    """Every code with its message, its cure, its meaning and an example, as Markdown."""
    return "\n".join(_section(code, each, language) for code, each in catalogue().items())


def _section(code: str, each: Entry, language: Language) -> str:
    words = _WORDS[language]
    told = [f"*{words[each.severity]}:* {_markdown(each.message[language])}"]
    if language != "id":
        told.append(f"*Authors read:* {_markdown(each.message['id'])}")
    told.append(f"{words['cure']}{_markdown(each.hint[language])}")
    return (
        f"## {code}\n\n" + "\n\n".join(told) + f"\n\n{each.explanation[language]}\n\n"
        f"{words['wrong']}\n\n{_fenced(each.wrong)}\n\n{words['right']}\n\n{_fenced(each.right)}\n"
    )


def _markdown(template: str) -> str:
    """A message as Markdown; between backticks it is code, all else is plain text."""
    parts = blank(template).split("`")
    parts[::2] = [_SPECIAL.sub(r"\\\g<0>", each) for each in parts[::2]]
    return "`".join(parts)


def _fenced(example: str) -> str:
    return f"```yaml\n{example.strip(chr(10))}\n```"


PREFACE = """\
# Problem codes

What `tuntas check` can say, in the order in which a reader of notes would ask. `tuntas explain CODE` prints
the same text for one code, in Indonesian or (`--lang en`) in English. This page is made from
`generator/tuntas/catalogue.toml`: change the words there, then refresh it with

```sh
.venv/bin/python -m tuntas.guide > docs/problem-codes.md
```

An *error* keeps the site from being published and `tuntas check` ends with 1; a *warning* does not, except
with `--strict`. An ellipsis stands for what the note says at that place.

`tuntas check --format json` writes one document:

```json
{
  "version": 1,
  "ok": false,
  "errors": 1,
  "warnings": 0,
  "problems": [
    {
      "code": "duplicate-key",
      "severity": "error",
      "message": "Kunci `tempat` ditulis dua kali.",
      "hint": "Gabungkan isinya di satu tempat, lalu hapus yang lain.",
      "suggestion": null,
      "paste": null,
      "place": {"file": "content/meetings/2026/2026-02-19-rapim.md", "line": 6, "column": 1, "length": 6},
      "related": [
        {
          "message": "pertama kali ditulis di sini",
          "place": {"file": "content/meetings/2026/2026-02-19-rapim.md", "line": 5, "column": 1, "length": 6}
        }
      ]
    }
  ]
}
```

Lines and columns count from 1, in characters; a `length` of 0 means the file itself. Keys may be added to
this shape, none is changed or removed while `version` is 1.

"""


def page() -> str:
    """The file docs/problem-codes.md."""
    return PREFACE + problem_codes("en")


FOREWORD = """\
---
title: Kode masalah
description: Arti setiap pesan `tuntas check`, dengan contoh yang keliru dan yang benar.
---

# Kode masalah

Setiap pesan `tuntas check` menyebut sebuah kode dalam kurung siku. Cari kode itu di sini; `tuntas explain
KODE` menampilkan penjelasan yang sama. *Kesalahan* mencegah situs terbit, *peringatan* tidak.
Tanda … mewakili apa yang tertulis di catatan.

"""


def guide_page() -> str:
    """The file content/panduan/kode.md."""
    return FOREWORD + problem_codes("id")


if __name__ == "__main__":
    import sys

    sys.stdout.write(guide_page() if sys.argv[1:] == ["id"] else page())
