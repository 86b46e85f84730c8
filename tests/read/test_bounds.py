"""Texts that Python-Markdown cannot take: refused by counting, wherever in its stack the reader stands."""

import pytest

from tuntas.read.bounds import MAX_STEPS, effort
from tuntas.read.faults import Refused
from tuntas.read.prose import prose

MANY = 20_000


def codes(text: str) -> list[str]:
    try:
        prose(text)
    except Refused as refused:
        return [fault.code for fault in refused.faults]
    return []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * MANY, "text-too-tangled"),
        ("![" * MANY, "text-too-tangled"),
        ("[a](" * MANY, "text-too-tangled"),
        ("[a](b 'c) " * MANY, "text-too-tangled"),
        ("*a_" * MANY, "text-too-tangled"),
        ("`" + " ``".join("a" * MANY), "text-too-tangled"),
        ("&amp;" * MANY, "text-too-tangled"),
        ("\\*" * MANY, "text-too-tangled"),
        ("<a " * MANY, "text-too-large"),
        ("<![CDATA[" * MANY, "text-too-large"),
        ("[[a]] " * MANY, "text-too-large"),
        ("[^a]: b" * MANY, "text-too-large"),
        ("# a\n" * MANY, "text-too-large"),
        ("# a\n" * 600, "text-too-large"),
        ("a\n: b\n" * 1000, "text-too-large"),
        ("*[a]: b\n" * 1000, "text-too-large"),
        ("- a\n" * 9_000, "text-too-large"),
        ("a\n" * MANY, "text-too-large"),
        ("```\n" * 1000, "text-too-large"),
        ("|a" * 3000 + "\n" + "|-" * 3000 + "\n" + "|a\n" * 3000, "text-too-large"),
        ("- " * 300 + "a", "text-too-nested"),
        ("> " * 300 + "a", "text-too-nested"),
        ("\n".join("    " * level + "- a" for level in range(300)), "text-too-nested"),
        ("**a *b " * 40 + "c* d**" * 40, "text-too-nested"),
        ("<b>" * 200 + "a" + "</b>" * 200, "text-too-nested"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_too_much(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("    " * level + "- a" for level in range(8)),
        "> " * 8 + "a",
        "Lihat [laporan](https://contoh.id/a_b) dan *ini*. " * 200,
        "- [ ] a\n" * 300,
        "| a | b | c |\n|---|---|---|\n" + "| 1 | 2 | 3 |\n" * 1000,
        "Rp1.000 * 3 = Rp3.000; a_b_c < d & e. " * 100,
        "Nama: ____________ Tanggal: ____________ " * 20,
        "```\n" + "[[{*_<&" * 10_000 + "\n```",
        "    " + "[" * 10_000,
        ("Satu paragraf yang panjang. " * 30 + "\n\n") * 1000,
    ],
    ids=lambda value: repr(value[:20]),
)
def test_what_people_write_is_not_too_much(text: str) -> None:
    assert codes(text) == []


def test_a_refused_text_leaves_no_trace() -> None:
    before = prose("a[^1]\n\n[^1]: b").html
    for text in ("- " * 300 + "a", "[" * MANY, "<b>a"):
        assert codes(text)
        assert prose("a[^1]\n\n[^1]: b").html == before


def test_it_is_counted_and_does_not_depend_on_the_stack() -> None:
    def deep(levels: int) -> list[str]:
        return deep(levels - 1) if levels else codes("- " * 18 + "a")

    assert deep(0) == deep(300) == []


def test_matched_brackets_cost_what_lies_between_them() -> None:
    assert effort("[a](b) " * 500) < MAX_STEPS < effort("[a](b " * 2_000)
    assert effort("a" * MANY) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <script>alert(1)</script>", [("refused-html", "<script")]),
        ("a <b onclick=x>b</b>", [("refused-html", "onclick")]),
        ("a <b/onclick=x>b</b>", [("refused-html", "onclick")]),
        ('a <b title=">" style=x>b</b>', [("refused-html", "title"), ("refused-html", "style")]),
        ("a <isi nama>", [("refused-html", "<isi")]),
        ("# a {: onclick=x }", [("refused-html", "onclick")]),
        ("a {: class=x }", []),
        ("a\n{: class=x }", [("refused-html", "class")]),
        ("<?php x ?>", [("refused-html", "<?php x ?>")]),
        ("a <b>b", [("unclosed-tag", "<b")]),
        ("a </b>b", [("unclosed-tag", "</b")]),
        ("a <b>b *c</b> d*", [("unclosed-tag", "</b")]),
        ("a <sup>b\n\nc</sup>", [("unclosed-tag", "<sup")]),
        ("a <b><i>b</b></i>", [("unclosed-tag", "<i")]),
        ("a <!-- b <script> --> c", []),
        ("`<script>` a < b > c <br> <sup>d</sup> <http://a.id> <https://b.id>", []),
        ("a &lt;script&gt;", []),
        ("<table><tr><td>a</td></tr></table>", []),
        ("```html\n<script>\n```", []),
    ],
)  # fmt: skip
def test_tags_are_published_or_told(text: str, found: list[tuple[str, str]]) -> None:
    try:
        prose(text)
        told = []
    except Refused as refused:
        told = [(fault.code, fault.find) for fault in refused.faults]
    assert told == found
