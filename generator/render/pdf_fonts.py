"""The fonts of print: the .ttf files of theme/fonts, and no other of the machine.

A language with a script of its own needs one file more there, Regular or Regular and Bold; nothing here lists them.
"""

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.unicodedata import script, script_name
from weasyprint.text.fonts import FontConfiguration

from generator.problem import ToolFailed

JOINERS = frozenset("\u200d\ufe0e\ufe0f")  # they only shape the emoji beside them
PICTURES = frozenset({"So", "Sk", "Cn", "Co"})  # Unicode categories of emoji, their skin tones and newer ones


NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})  # signs of every script, or of none: punctuation, pictures
OWN_FILES = {"Hani": "SC", "Hira": "JP", "Kana": "JP", "Hang": "KR"}  # Noto's, where they are not named by the script


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One face: `characters` are the code points it can draw."""

    file: Path
    family: str
    weight: int
    characters: frozenset[int]


def fonts_of(folders: tuple[Path, ...]) -> tuple[Font, ...]:
    """The faces found below these folders, by file name; of two files with one name the earlier folder's wins."""
    files: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob("theme/fonts/*.ttf")):
            files.setdefault(file.name, file)
    if not files:
        raise ToolFailed("print fonts", "no .ttf file in theme/fonts of the templates")
    return tuple(_font(files[name]) for name in sorted(files))


def _font(file: Path) -> Font:
    with TTFont(file, lazy=True) as face:
        family = face["name"].getBestFamilyName()
        return Font(
            file=file,
            family=str(family or file.stem),
            weight=int(face["OS/2"].usWeightClass),
            characters=frozenset(face.getBestCmap()),
        )


def font_rules(fonts: tuple[Font, ...]) -> str:
    """The faces as CSS, and the order in which a letter is looked for."""
    faces = "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};src:url("{font.file.as_uri()}")}}\n'
        for font in fonts
    )
    families = ",".join(f'"{family}"' for family in dict.fromkeys(font.family for font in fonts))
    return f"{faces}html{{font-family:{families}}}"


def only_our_fonts(settings: Path) -> FontConfiguration:
    """A configuration that knows no font yet. Fontconfig reads its settings, and so the system's fonts, at birth."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(settings)
    try:
        return FontConfiguration()
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def without_pictures(html: str, drawable: frozenset[int]) -> tuple[str, tuple[str, ...]]:
    """The text without emoji that no font can draw, and every character, emoji or letter, that cannot be drawn.

    A letter stays and prints as a box: a missing letter must be seen.
    """
    missing = {sign for sign in set(html) if ord(sign) not in drawable and not sign.isspace()}
    pictures = {sign for sign in missing if sign in JOINERS or unicodedata.category(sign) in PICTURES}
    cleaned = html.translate({ord(sign): None for sign in pictures}) if pictures else html
    return cleaned, tuple(sorted(missing - JOINERS))


def by_script(signs: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """By Unicode's four letters for a script; the order of the signs stays."""
    found: dict[str, tuple[str, ...]] = {}
    for sign in signs:
        code = script(sign)
        found[code] = (*found.get(code, ()), sign)
    return found


def font_file(script_code: str) -> str:
    """The file of the Noto fonts (OFL) that has a script."""
    name = OWN_FILES.get(script_code) or script_name(script_code).replace(" ", "")
    return f"NotoSans{name}-Regular.ttf"
