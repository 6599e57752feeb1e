"""How the one document looks: the rules of the site's own style sheet, for many pages in one and without a theme.

Its fonts are left out, since they weigh more than the words; a device has its own. What the theme's switch of colours
decides on the site, the device decides here.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from tinycss2 import parse_stylesheet, serialize
from tinycss2.ast import AtRule, FunctionBlock, HashToken, IdentToken, Node, QualifiedRule
from tinycss2.parser import parse_component_value_list, parse_rule_list

DARK = '[data-md-color-scheme="slate"]'
LOWER = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
EVERY_PAGE = parse_component_value_list(":is(.pb, #pb)")  # many pages, each rule with the weight it has on the site


@lru_cache(maxsize=4)
def without_theme(rules: str) -> str:
    """The rules of pathbook.css for every page of a document, their headings one level lower."""
    return "".join(_settled(parse_stylesheet(rules, skip_comments=True, skip_whitespace=True)))


def _settled(rules: Iterable[Node]) -> Iterator[str]:
    for rule in rules:
        match rule:
            case QualifiedRule():
                yield _rule(rule)
            case AtRule(lower_at_keyword="media" | "supports", content=list()):
                inside = "".join(_settled(parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))
                yield f"@{rule.at_keyword}{serialize(rule.prelude)}{{{inside}}}\n"
            case AtRule(lower_at_keyword="font-face"):
                continue
            case _:
                yield serialize([rule])


def _rule(rule: QualifiedRule) -> str:
    selector, content = serialize(_lowered(rule.prelude)).strip(), serialize(rule.content).strip()
    if DARK not in selector:
        return f"{selector}{{{content}}}\n"
    return f"@media screen and (prefers-color-scheme: dark){{{selector.replace(DARK, '').strip()}{{{content}}}}}\n"


def _lowered(selector: Iterable[Node]) -> list[Node]:
    settled: list[Node] = []
    for token in selector:
        if isinstance(token, HashToken) and token.value == "pb":
            settled += EVERY_PAGE
        elif isinstance(token, IdentToken) and token.lower_value in LOWER:
            settled.append(IdentToken(token.source_line, token.source_column, LOWER[token.lower_value]))
        elif isinstance(token, FunctionBlock):
            token.arguments = _lowered(token.arguments)
            settled.append(token)
        else:
            settled.append(token)
    return settled
