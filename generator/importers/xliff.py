"""XLIFF 2.0 and 2.1 as translation tools send it back: targets, their states, and whether a machine wrote them.

A state says who answers for a target: translated, reviewed and final are a person's word, unless the file shows that a
machine wrote it. An initial one is nobody's.
"""

from collections.abc import Iterator, Mapping
from typing import Literal
from xml.etree.ElementTree import Element, ParseError  # the types only; parsing is defusedxml's

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.importers.foreign import Foreign
from generator.importers.returned import Answer, Returned, not_translations

CORE, MATCHES = "{urn:oasis:names:tc:xliff:document:2.0}", "{urn:oasis:names:tc:xliff:matches:2.0}"
OLD = "{urn:oasis:names:tc:xliff:document:1.2}"
XLIFF = "an XLIFF file"
STATES: Mapping[str, int] = {"initial": 0, "translated": 1, "reviewed": 2, "final": 3}
# What words may stand in, or be marked by; every other code stands for something that is not in the file.
WORDS = frozenset(f"{CORE}{name}" for name in ("mrk", "pc", "sm", "em"))
MOST_DIGITS = 9  # of a place in the order
CONFIDENCE = "{http://www.w3.org/2005/11/its}mtConfidence"  # ITS 2.0: how sure a machine was of its translation


class OddSign(ValueError):  # noqa: N818 - it says what a unit holds
    """An inline code that stands for something which is not in the file."""


def xliff_answers(raw: bytes) -> Returned:
    """All units that came from here; raises Foreign where the file is something else."""
    root = root_of(raw)
    language = root.get("trgLang")
    if not language:
        raise Foreign("this XLIFF file does not say into which language it is (trgLang)")
    units = (unit for unit in root.iter(f"{CORE}unit") if unit.get("id", "").startswith("t-"))
    return Returned(language=language, answers=tuple(map(answer_of, units)))


def root_of(raw: bytes) -> Element:
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except ParseError as error:
        line = f"; its XML breaks at line {error.position[0]}" if raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" else ""
        raise Foreign(f"this cannot be read as XLIFF{line}" if line else not_translations(XLIFF, raw)) from None
    except (DefusedXmlException, ValueError, LookupError):
        raise Foreign(not_translations(XLIFF, raw)) from None
    if root.tag == f"{OLD}xliff":
        raise Foreign("this is XLIFF 1.2; have the tool save it as XLIFF 2.0 or 2.1")
    if root.tag != f"{CORE}xliff" or root.get("version") not in ("2.0", "2.1"):
        raise Foreign(
            f"this is not XLIFF 2.0 or 2.1, but {root.tag.rpartition('}')[2]} {root.get('version', '')}".strip()
        )
    return root


def answer_of(unit: Element) -> Answer:
    code = unit.get("id", "").removeprefix("t-")
    try:
        source, target = joined(unit, "source"), joined(unit, "target")
    except OddSign as odd:
        return Answer(code=code, source="", target="", trouble=str(odd))
    state = min((STATES.get(each.get("state", "initial"), 0) for each in unit.iter(f"{CORE}segment")), default=0)
    by: Literal["human", "machine"] | None = "human" if state else None
    if is_by_machine(unit, target):
        by = "machine"
    return Answer(
        code=code,
        source=source,
        target=target,
        by=by,
        reviewed=by == "human" and state >= STATES["reviewed"],
        trouble="only a part of it is translated" if target and is_partial(unit) else None,
    )


def joined(unit: Element, side: Literal["source", "target"]) -> str:
    """The words of a unit, whose segments a tool may have cut or put in another order."""
    parts: list[tuple[int, str]] = []
    for position, each in enumerate(segments_of(unit), start=1):
        words = each.find(f"{CORE}{side}")
        if words is None and each.tag == f"{CORE}ignorable":
            words = each.find(f"{CORE}source")  # white space between sentences
        if words is not None:
            order = words.get("order", "")
            parts.append((int(order) if order.isdecimal() and len(order) <= MOST_DIGITS else position, words_of(words)))
    text = "".join(words for _, words in sorted(parts, key=lambda part: part[0]))
    return text.replace("\r\n", "\n") if text.strip() else ""


def segments_of(unit: Element) -> Iterator[Element]:
    return (each for each in unit if each.tag in (f"{CORE}segment", f"{CORE}ignorable"))


def is_partial(unit: Element) -> bool:
    said = [(each.find(f"{CORE}source"), each.find(f"{CORE}target")) for each in unit.iter(f"{CORE}segment")]
    return any(not all_words(target).strip() for source, target in said if all_words(source).strip())


def words_of(element: Element) -> str:
    """The words inside an element; raises OddSign."""
    odd = next((inner for inner in element.iter() if inner is not element and inner.tag not in WORDS), None)
    if odd is not None:
        raise OddSign(f"it holds a code ({odd.tag.rpartition('}')[2]}) where words are asked for")
    return all_words(element)


def all_words(element: Element | None) -> str:
    """Whatever marks them; without recursion: what comes from outside may be nested as deep as it likes."""
    return "" if element is None else "".join(element.itertext())


def is_by_machine(unit: Element, target: str) -> bool:
    """Whether the file shows it: by a mark of machine translation, or because the target is a machine's proposal."""
    for each in unit.iter():
        # A sub-state is told with the prefix of a tool: "acme:mt".
        if "mt" in each.get("subState", "").lower().replace("-", ":").split(":"):
            return True
        if CONFIDENCE in each.attrib:
            return True
    proposals = (match for match in unit.iter(f"{MATCHES}match") if match.get("type") == "mt")
    return any(same(all_words(proposal.find(f"{CORE}target")), target) for proposal in proposals)


def same(one: str, other: str) -> bool:
    return one.split() == other.split()
