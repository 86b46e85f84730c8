"""Plain YAML is read as PyYAML reads it, and whatever is not plain is left to PyYAML."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from real_texts import FRONT_MATTERS, edited
from sites import ROOT
from tuntas.read.note import Parts, split
from tuntas.read.plainyaml import plain
from tuntas.read.tree import MAX_NODES, read_in_full


def agrees(text: str) -> bool:
    """Whether a text is plain; if so, both readers make the same of it, without a fault."""
    found = plain(text)
    if found is not None:
        assert (found, []) == read_in_full(text)
    return found is not None


def test_every_front_matter_is_read_the_same() -> None:
    assert sum(map(agrees, FRONT_MATTERS)) > 0.8 * len(FRONT_MATTERS)  # many cases are faulty


def test_all_of_the_content_is_plain() -> None:
    parts = [split(path.name, path.read_text("utf-8")) for path in ROOT.glob("content/**/*.md")]
    assert all(agrees(each.front_matter) for each in parts if isinstance(each, Parts))


READ = {
    "a: 0123\nb: no\n": {"a": "0123", "b": "no"},
    "a:\nb: ~\n": {"a": None, "b": "~"},
    "a: x:y #z\n": None,
    "a: x:y#z\n": {"a": "x:y#z"},
    "a: 'it''s'\nb: \"c: d #e\"\n": {"a": "it's", "b": "c: d #e"},
    "a:\n- b\n- c: d\n  e:\n  - f\n": {"a": ["b", {"c": "d", "e": ["f"]}]},
    "a:\n  - b: c\n    d: e\n  - f\ng: h\n": {"a": [{"b": "c", "d": "e"}, "f"], "g": "h"},
    "# a\n\na: b  \n  # c\nd: e\n": {"a": "b", "d": "e"},
    "a: b\n  c\n   d\ne: f\n": {"a": "b c d", "e": "f"},
    "a: |\n  b\n\n    c \nd: |-\n  e\n\n": {"a": "b\n\n  c \n", "d": "e"},
    "a:\n  - b: |\n      c\n    d: e\n": {"a": [{"b": "c\n", "d": "e"}]},
    "a: {b: c, d: [e, 'f, g', {h: https://i.id/j}]}\n": {
        "a": {"b": "c", "d": ["e", "f, g", {"h": "https://i.id/j"}]}
    },
    "a: [b, c-d]\n": {"a": ["b", "c-d"]},
    "a: 12:30\nb: {c: 12:30}\n": {"a": "12:30", "b": {"c": "12:30"}},
}


@pytest.mark.parametrize(("text", "tree"), READ.items())
def test_plain_yaml_is_read(text: str, tree: dict[str, Any] | None) -> None:
    agrees(text)
    assert plain(text) == tree


UNUSUAL = [
    *("", "a", "- a\n", " a: b\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "a: {b: c,}\n", "a: []\n", "a: {}\n"),
    *(
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "<<: {a: b}\na: *c\n",
        "? a\n: b\n",
        "a: {?b: c}\n",
        "a: [b: c]\n",
    ),
    *("a: >\n  b\n", "a: |+\n  b\n", "a: |2\n  b\n", "a: |\n   b\n  c\n", "a: |\n  b\n   \n", "a: |\n  b"),
    *('a: "b\\n"\n', 'a: "b\n  c"\n', "a: 'b' c\n", "a: [b\n  ]\n", "a: b: c\n", "a: b #c\n", "a: - b\n"),
    *("---\na: b\n", "a: b\n---\n", "a: b\n...\n", "%YAML 1.2\n", "a: b\n\n  c\n", "a:\n  b\n", "a: @b\n"),
    *(
        "a:\tb\n",
        "a: b\x85c\n",
        "a: b\u2028c\n",
        'a: "b\u034f"\n',
        "a: b\n  c: d\n",
        "a:\n    b: c\n  d: e\n",
    ),
    *("a:\n-  b: c\n", "a:\n- - b\n", "a:\n-\n  b\n", "a : b\n", "'a': b\n", "é: b\n", "a: |\n  b\n  # c"),
]


@pytest.mark.parametrize("text", UNUSUAL)
def test_what_is_unusual_is_left_to_the_full_reader(text: str) -> None:
    assert plain(text) is None


@pytest.mark.parametrize("form", ["a{}: b\n", "- b{}\n", "- a: b{}\n", "- {{a: b}}\n", "- [a, b]\n"])
def test_the_bounds_are_those_of_the_full_reader(form: str) -> None:
    head = "k:\n" if form.startswith("-") else ""
    for count in (10, 300, 1_000, MAX_NODES // 3, MAX_NODES // 2, MAX_NODES):
        agrees(head + "".join(form.format(number) for number in range(count)))
    for depth in range(1, 20):
        nested = "".join("  " * level + f"a{level}:\n" for level in range(depth))
        agrees(nested)
        agrees(nested + "  " * depth + "b: " + "[" * depth + "c" + "]" * depth + "\n")
        agrees("a: " + "{a: " * depth + "b" + "}" * depth + "\n")


SIGNS = (
    *"\n\t\r\"'[]{}?%@`~*&!>=\\0é|,\u00a0\u034f",
    *("  ", "- ", ": ", ":", " #", "#", "''", '""', ", ", "? ", "*a ", "&a ", "!a ", "---\n", "...\n"),
    *("|\n", "|-\n", "\n  ", "\n- ", "\n  - ", "a: ", "- a: b\n", "a: |\n  b\n", "b: c"),
)


@st.composite
def outlines(draw: st.DrawFn) -> str:
    """Lines of keys and values at random columns."""
    values = st.sampled_from(
        [
            "",
            "a",
            "a b",
            "'a'",
            '"a"',
            "|",
            "|-",
            "a: b",
            "[a, b]",
            "{a: b}",
            "[{a: 'b'}]",
            "- a",
            "#",
            "a #b",
            "0",
        ]
    )
    keys = st.sampled_from(["", "a: ", "b: ", "c:", "- ", "- a: ", "-", "# "])
    columns = st.sampled_from(["", "", "  ", "  ", "    ", " ", "      "])
    lines = draw(st.lists(st.tuples(columns, keys, values).map("".join), min_size=1, max_size=8))
    return "\n".join(lines) + draw(st.sampled_from(["\n", ""]))


@given(edited(FRONT_MATTERS, SIGNS, "\n"))
def test_edited_front_matter_is_read_the_same(text: str) -> None:
    agrees(text)


@given(outlines())
@example("a: |\n  b\n  # ")
@example("a: |\n  b\n    ")
def test_random_outlines_are_read_the_same(text: str) -> None:
    agrees(text)


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
def test_random_values_are_read_the_same(text: str) -> None:
    agrees(f"a: {text}\n")
    agrees(f"a: [{text}]\n")
    agrees(f"a:\n  - b: {text}\n    c: d\n")
