"""What stands between braces is escaped once, whatever it is: by Jinja's own generator of code and by ours alike."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from generator.render.lean_output import LeanGenerator, generator_of
from generator.render.templates import environment
from generator.view.page import RichText

TEMPLATE = """{% macro shown(each) %}<b title="{{ each }}">{{ each }}</b>{% endmacro -%}
{{ value }}|{{ shown(value) }}|{% set kept %}{{ value }}!{% endset %}{{ kept }}|{{ [value, value] | join(", ") }}
{% for each in (value, 7, "<i>") %}{{ loop.index }} {{ shown(each) }} {{ each ~ "&" }}{% endfor %}
{% call(part) lines() %}{{ part }}{% endcall %}"""
CALLED = "{% macro lines() %}<p>{{ caller('<a>') }}</p>{% endmacro %}"


@dataclass(frozen=True)
class Odd:
    said: str

    def __str__(self) -> str:
        return self.said


def in_arabic(text: str) -> RichText:
    return RichText(text=text, language="ar", direction="rtl")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Environment, Environment]:
    """The same templates by the lean generator and by Jinja's own. What was compiled for one is not for the other."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "odd.j2").write_text(CALLED + TEMPLATE)
    lean, plain = environment((folder,)), environment((folder,))
    plain.code_generator_class, plain.bytecode_cache = CodeGenerator, None
    return lean, plain


def test_this_jinja_is_known_and_the_lean_generator_is_used(tmp_path: Path) -> None:
    assert generator_of() is LeanGenerator
    assert environment((tmp_path,)).code_generator_class is LeanGenerator


@settings(max_examples=60, deadline=None)
@given(
    value=st.one_of(
        st.text(max_size=20),
        st.text(alphabet="<>&\"'ab \u202e\u2067", max_size=12),
        st.integers(),
        st.none(),
        st.booleans(),
        st.text(max_size=9).map(Markup),
        st.text(max_size=9).map(Odd),
        st.text(alphabet="*a_`<[]()3/4 ", max_size=12).map(
            lambda text: RichText(text=text, language=None, direction=None)
        ),
        st.text(alphabet="a<", min_size=1, max_size=3).map(lambda text: text * 700),
    )
)
def test_both_generators_make_the_same_of_every_value(both: tuple[Environment, Environment], value: object) -> None:
    lean, plain = (each.get_template("odd.j2").render(value=value) for each in both)
    assert lean == plain


def test_a_name_that_is_not_given_stays_an_error(tmp_path: Path) -> None:
    (tmp_path / "lacks.j2").write_text("{{ nobody.said }}")
    (tmp_path / "lacks_all.j2").write_text("{{ nobody }}")
    for name in ("lacks.j2", "lacks_all.j2"):
        with pytest.raises(UndefinedError):
            environment((tmp_path,)).get_template(name).render()


def test_of_an_unknown_jinja_the_plain_generator_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jinja2.__version__", "3.9.0")
    assert generator_of() is CodeGenerator
