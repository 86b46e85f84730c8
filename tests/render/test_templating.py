"""How templates are compiled: what is put out is escaped as Jinja escapes it."""

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tuntas.render.templating import environment
from tuntas.vocabulary import Status

TEMPLATES = {
    "output": '<p title="{{ x }}">{{ x }}{{ x | string | lower }}{% for y in [x] %}{{ y }}{% endfor %}</p>',
    "macro": "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(x) }}{{ twice(twice(x)) }}",
}
OURS = environment(TEMPLATES)
JINJAS = jinja2.Environment(autoescape=True, loader=jinja2.DictLoader(TEMPLATES))

values = st.one_of(
    st.text(),
    st.text(alphabet="&<>\"'a "),
    st.text(alphabet="&<>\"'a ").map(Markup),
    st.integers(),
    st.none(),
    st.sampled_from(Status),
)


@pytest.mark.parametrize("name", TEMPLATES)
@given(value=values)
def test_whatever_is_put_out_is_escaped_once(name: str, value: object) -> None:
    assert OURS.get_template(name).render(x=value) == JINJAS.get_template(name).render(x=value)


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment({"a": "{{ x.y }}"}).get_template("a").render(x="")
