"""Every message the interface can say, found in the code and in the templates, as translators must know them."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from generator.form.sheets.wording import messages as messages_of_the_form
from generator.view.revisions.messages import messages as messages_of_revisions

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`many` None: a message without a number of things."""

    text: str
    many: str | None = None


@cache
def all_messages() -> frozenset[Message]:
    schemas = (Message(text=text) for text in messages_of_the_form() | messages_of_revisions())
    return frozenset([*said_in(sorted((ROOT / "generator").rglob("*.py"))), *said_in(template_files()), *schemas])


@cache
def messages_for_readers() -> frozenset[Message]:
    """What those meet who read a plan: all but the form, in which staff write it, and what is reported to staff."""
    files = (*sorted((ROOT / "generator").rglob("*.py")), *template_files())
    for_staff = {"form", "editing", "cli", "reporting"}
    return frozenset(said_in(file for file in files if not for_staff & set(file.parts)))


def said_in(files: Iterable[Path]) -> Iterator[Message]:
    for file in files:
        source = file.read_text("utf-8")
        yield from in_code(source) if file.suffix == ".py" else in_template(source)


def template_files() -> tuple[Path, ...]:
    folder = ROOT / "site_templates"
    return tuple(sorted([*folder.rglob("*.j2"), *folder.rglob("*.html")]))


def in_code(source: str) -> Iterator[Message]:
    """Calls of `words.say`, `words.count` and `woven`: with the text itself, or with one of a table of the module."""
    tree = ast.parse(source)
    tables = dict(_tables(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr="say"), args=[said, *_]) if _is_words(value):
                yield from (Message(text=text) for text in _texts(said, tables))
            case ast.Call(func=ast.Attribute(value=value, attr="count"), args=[one, many, *_]) if _is_words(value):
                yield from _counted(one, many, tables)
            case ast.Call(func=ast.Name(id="woven"), args=[_, ast.Constant() as said, *_]):
                yield Message(text=_text(said))
            case ast.Call(func=ast.Name(id="woven"), args=[_, ast.Subscript(value=ast.Name(id=name)) as said, *_]) if (
                name in tables and all(isinstance(value, ast.Constant) for value in tables[name].values)
            ):
                yield from (Message(text=text) for text in _texts(said, tables))
            case _:
                continue


def _counted(one: ast.expr, many: ast.expr, tables: dict[str, ast.Dict]) -> Iterator[Message]:
    """The two texts themselves, or those of each entry of a table: `words.count(*TABLE[key], n)`."""
    match one:
        case ast.Starred(value=ast.Subscript(value=ast.Name(id=name))):
            for pair in tables[name].values:
                assert isinstance(pair, ast.Tuple)
                yield Message(text=_text(pair.elts[0]), many=_text(pair.elts[1]))
        case _:
            yield Message(text=_text(one), many=_text(many))


def _is_words(value: ast.expr) -> bool:
    return isinstance(value, ast.Name | ast.Attribute) and ast.unparse(value).endswith("words")


def _tables(tree: ast.Module) -> Iterator[tuple[str, ast.Dict]]:
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict() as table):
                yield name, table
            case _:
                continue


def _texts(said: ast.expr, tables: dict[str, ast.Dict]) -> Iterator[str]:
    match said:
        case ast.Subscript(value=ast.Name(id=name)):
            yield from (_text(value) for value in tables[name].values)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get"), args=[_, other]):
            yield from (_text(value) for value in (*tables[name].values, other))
        case ast.IfExp(body=body, orelse=orelse):
            yield from (_text(body), _text(orelse))
        case _:
            yield _text(said)


def _text(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), f"a translator cannot find this message: {ast.unparse(node)}"
    assert isinstance(node.value, str)
    return node.value


def in_template(source: str) -> Iterator[Message]:
    """Calls of `say`, each with the text itself and nothing else."""
    for call in Environment().parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            assert len(call.args) == 1, "a template says fixed messages only"
            assert isinstance(call.args[0], nodes.Const)
            yield Message(text=str(call.args[0].value))
