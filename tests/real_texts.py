"""The notes of the content and of the cases, and edits of them, for properties of readers."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from sites import ROOT
from tuntas.read.note import Parts, lines_of, split
from tuntas.read.tree import Tree, read_in_full


def notes() -> Iterator[Parts]:
    """Every note of the content and of the cases, the faulty ones too, cut at its fences."""
    for path in [*ROOT.glob("content/**/*.md"), *ROOT.glob("tests/cases/**/*.md")]:
        parts = split(path.name, lines_of(path.read_bytes()))
        if isinstance(parts, Parts):
            yield parts


def passages(tree: Tree) -> Iterator[str]:
    """The texts in some front matter."""
    if isinstance(tree, str):
        yield tree.strip()
    elif tree is not None:
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from passages(each)


FRONT_MATTERS = sorted({parts.front_matter for parts in notes()})
TEXTS = sorted(
    {parts.body.strip("\n") for parts in notes()}
    | {text for parts in notes() for text in passages(read_in_full(parts.front_matter)[0])}
)


@st.composite
def edited(draw: st.DrawFn, texts: Sequence[str], signs: Sequence[str], separator: str) -> str:
    """Some parts of a real text, with a few signs put in, taken out or doubled."""
    parts = draw(st.sampled_from(texts)).split(separator)
    first = draw(st.integers(0, len(parts) - 1))
    text = separator.join(parts[first : first + draw(st.integers(1, 12))])
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        end = draw(st.sampled_from((at, at, at + 1, at + 2, at + 8)))
        text = text[:at] + draw(st.sampled_from(("", *signs))) + text[end:]
    return text
