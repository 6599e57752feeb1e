"""The second wall: what may stand in people's words, whatever was made of them. Knows nothing of how they were made."""

import re
from functools import lru_cache, partial

import nh3
from markupsafe import Markup

from generator.render.mathematics import HARMLESS_VALUE, MATHML_ATTRIBUTES, MATHML_TAGS
from generator.view.links import allowed

RUN_TAGS = {"i", "em", "b", "strong", "sub", "sup", "br"}
BLOCK_TAGS = RUN_TAGS | {"p", "ul", "ol", "li"}
TAGS = MATHML_TAGS | BLOCK_TAGS | {"a", "code", "span", "div", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = MATHML_ATTRIBUTES | {
    "a": {"href", "rel"},
    "span": {"class", "dir", "tabindex"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "table": {"class"},
    "ol": {"start"},
    "th": {"scope", "class"},
    "td": {"class"},
}
OWN_VALUES = {
    "class": re.compile(
        r"pb-(?:fraction|expression|formula(?: pb-formula-long)?|table|rows|cell-end|cell-centre|unseen)"
    ),
    "dir": re.compile("ltr"),
    "tabindex": re.compile("0"),
    "role": re.compile("group"),
    "rel": re.compile("noopener noreferrer"),
    "start": re.compile(r"\d{1,9}"),
    "scope": re.compile("col"),
}


def cleaned(made: str, hosts: tuple[str, ...] = ()) -> Markup:
    """What was made of people's words, with only the tags, attributes and values that may stand there."""
    if "<" not in made:
        return Markup(made)  # noqa: S704 - escaped words without a tag
    return Markup(_cleaner(hosts).clean(made))  # noqa: S704 - this is the sanitiser


@lru_cache(maxsize=8)
def _cleaner(hosts: tuple[str, ...]) -> nh3.Cleaner:
    """Made once: to set one up takes ten times as long as to use it."""
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=partial(_allowed_value, hosts),
        url_schemes={"https"},
        link_rel=None,
    )


def _allowed_value(hosts: tuple[str, ...], _tag: str, name: str, value: str) -> str | None:
    match name:
        case "href":
            return value if allowed(value, hosts) else None
        case "aria-label":
            return value
        case _:
            return value if OWN_VALUES.get(name, HARMLESS_VALUE).fullmatch(value) else None
