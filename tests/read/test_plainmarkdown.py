"""Plain Markdown becomes what Python-Markdown makes of it, and whatever is not plain is left to it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from real_texts import TEXTS, edited
from tuntas.read.faults import Refused
from tuntas.read.plainmarkdown import plain
from tuntas.read.prose import Prose, converted, prose


def agrees(text: str) -> bool:
    """Whether a text is plain; if so, it becomes the same with Python-Markdown and the sanitiser."""
    if plain(text) is None:
        return False
    assert prose(text) == converted(text)
    return True


def test_every_text_is_converted_the_same() -> None:
    assert sum(map(agrees, TEXTS)) > 0.9 * len(TEXTS)


CONVERTED = [
    *("a", "a\nb", "a\n\n\nb", "Rp1.000 (30%), a/b + c = d; e@f.id!", "é 中 “a” – b …"),
    *("**a b** c *d*, (*e*) “**f**”.", "[[a/b]], [[a|b c]]: [[d]]", "[a](https://b.id/c_d?e=f%20g) h"),
    *("# a\n\n## b\n\n# a\n\ntext\n\n### c", "###### a\n\n#### a", "## 中\n\n## 中\n\n## É f"),
    *("- a\n- **b:** c\n\n1. [[a]]\n2. b\n\n- c", "> a\n> b\n\nc\n\n> d"),
    *("| a | [[b]] |\n|---|--:|\n| [[c]] |  |\n| d | *e* |", "|a|b|c|\n|:-:|:--|-|\n|d|e|f|"),
]


@pytest.mark.parametrize("text", CONVERTED)
def test_plain_markdown_is_converted(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " a", "a ", "a\n", "a  \nb", "a \nb", "a\n b", "a\tb", "    a", "a\n    b"),
        *("a_b_c", "`a`", "a\\*b", "<b>a</b>", "a < b", "a & b", "&amp;", "<https://a.id>", "a {: #b }"),
        *("* a", "+ a", "- a\n  b", "- a\n\n- b", "- - a", "- 1. a", "a\n- b"),
        *("2. a", "1. a\n\n1. b", "1.  a", "\u0661. a"),
        *("a\n===", "a\n---", "---", "***", "#a", "# a #", "# a\nb", "#"),
        *("> a\n\n> b", ">a", "> > a", "> - a"),
        *("[a]", "[a][b]", "[a]: https://b.id", "[a](b.pdf)", "![a](https://b.id/c.png)"),
        *("[a](http://1.2.3.999)", "[a](https://xn--a.id)", "[a](https://b.id/(c))"),
        *("[^a]", "a[^a]\n\n[^a]: b", "*[a]: b", ": a", "a\n: b", "~~~\na\n~~~", "[TOC]"),
        *("[[A b]]", "[[a]", "[[a|]]", "a\u00a0b", "a\u2003b", "a\x1fb", "a\x02b"),
        *("***a***", "*a", "a*", "* a *", "**a* b**", "*a**b*", "a*b*c", "**a**b", "*a *", "2*3*4"),
        *("|a|b|\n|-|-|", "|a|\n|-|\n|b|", "|a|b|\n|-|-|\n|c|", "a|b\n-|-\nc|d", "|a|b|\n|-|-|\n|[[c|d]]|e|"),
    ],
)  # fmt: skip
def test_what_is_unusual_is_left_to_python_markdown(text: str) -> None:
    assert plain(text) is None


@pytest.mark.parametrize(
    "sign", ["(a) ", "*a* ", "[[a]] ", "[a](https://b.id) ", "a\n", "- a\n", "a\n\n", "# a\n\n", "|a"]
)
def test_what_is_refused_is_refused_by_both(sign: str) -> None:
    for count in (10, 100, 499, 1_000, 3_000):
        text = (sign * count).strip()
        try:
            full: Prose | None = converted(text)
        except Refused:
            full = None
        if plain(text) is not None:
            assert prose(text) == full


SIGNS = (
    *"\n *_[]()-+#>:~`\\&<!^{}=|.,a1\té“”中\u00a0",
    *(
        "\n\n",
        "  \n",
        "**",
        "***",
        "[[",
        "]]",
        "![",
        "- ",
        "# ",
        "## ",
        "1. ",
        "2. ",
        "> ",
        "\u0661. ",
        "a b",
    ),
    *("[a](https://b.id)", "[[a/b]]", "[[a|b c]]", "**b**", "*i*", "[^a]", "[a]: b", "&amp;", "{: #a }"),
    *("\n- a", "\n1. b", "\n> c", "\n\n## a\n\n", "\n\n| a | b |\n|---|--:|\n| c | [[d]] |\n\n"),
)


@given(edited(TEXTS, SIGNS, "\n\n"))
def test_edited_texts_are_converted_the_same(text: str) -> None:
    agrees(text)


@given(st.lists(st.sampled_from(SIGNS), max_size=10).map("".join))
def test_random_texts_are_converted_the_same(text: str) -> None:
    agrees(text)
    agrees(text.strip())
    agrees(f"a {text.strip()} b")


@given(st.lists(st.sampled_from(CONVERTED), min_size=2, max_size=6).map("\n\n".join))
def test_blocks_are_joined_the_same(text: str) -> None:
    agrees(text)


def test_plain_notes_do_without_python_markdown() -> None:
    script = "import sys; from tuntas.read.prose import prose; prose('# a\\n\\nb **c**'); "
    script += "assert 'markdown' not in sys.modules; prose('`a`'); assert 'markdown' in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
