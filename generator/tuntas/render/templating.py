"""How the theme's templates are compiled: as Jinja does, escaped throughout, and quicker."""

import re
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from tuntas.render import wording


def environment(
    sources: Mapping[str, str], translated: Mapping[str, str] = MappingProxyType({})
) -> jinja2.Environment:
    """What compiles these templates. They escape whatever is not marked safe by our own code.

    `translated` are those that somebody has translated into Python already.
    `{{ count | number }}` writes a number with Indonesian signs.
    """
    made, loader = _made(tuple(sources.items()))
    loader.translated = translated
    return made


@lru_cache(maxsize=4)
def _made(sources: tuple[tuple[str, str], ...]) -> tuple[jinja2.Environment, "_Loader"]:
    """Kept, as whoever builds again in the same process mostly has the same templates."""
    loader = _Loader(dict(sources))
    made = _Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["number"] = wording.number
    return made, loader


def translated(sources: Mapping[str, str]) -> dict[str, str]:
    """Templates as the Python that Jinja makes of them: most of the time that it takes to compile them.

    A faulty one is left out, so that whoever uses it will learn what is wrong.
    """
    translator, found = environment(sources), {}
    for name, source in sources.items():
        with suppress(jinja2.TemplateSyntaxError):
            found[name] = translator.compile(source, name, raw=True)
    return found


_SPECIAL = re.compile("[&<>\"']")


def escaped(value: object) -> str:
    """What `escape` gives, as text: most of it needs no escaping, and what it wraps it in takes long."""
    if type(value) is str:
        return escape(value) if _SPECIAL.search(value) else value
    if type(value) is Markup:
        return value
    if type(value) is int or type(value) is float:
        return str(value)
    return escape(value)


class _Compiler(CodeGenerator):
    """Escapes what is put out by `escaped`: it is joined, and nothing asks again whether it is safe."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Loader(jinja2.DictLoader):
    """Loads templates, those in Python where there are such."""

    translated: Mapping[str, str] = MappingProxyType({})

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as Jinja calls it
    ) -> jinja2.Template:
        python = self.translated.get(name)
        if python is None:
            return super().load(environment, name, globals)
        code = compile(python, "<template>", "exec")
        return environment.template_class.from_code(environment, code, globals or {})


class _Environment(jinja2.Environment):
    code_generator_class = _Compiler
    escaped = staticmethod(escaped)
