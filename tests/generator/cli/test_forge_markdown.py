"""People's words in a report for a forge: a law, with a reader of Markdown as judge, and what forges look for."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.cli.forge_markdown import code_in, words_in

JUDGE = MarkdownIt("gfm-like")  # links of bare addresses, tables and struck words as forges know them
assert JUDGE.linkify is not None
JUDGE.linkify.set({"fuzzy_link": False})  # no forge takes school.yml for an address; www. is looked for below
HARMLESS = {"text", "softbreak"}
# What forges look for in the words that are left, once Markdown is read.
MENTION = re.compile(r"(?<![^\W_])@[A-Za-z0-9]")
REFERENCE = re.compile(r"[#!$~%&^][A-Za-z0-9]|\b[Gg][HhLl]-\d|\b(?=[0-9]*[a-f])[0-9a-f]{7,64}\b")
BARE_ADDRESS = re.compile(r"\w://|www\.[^\s.]|:[\w+-]+:", re.IGNORECASE)
TRICKS = (
    "@ada", "#12", "GH-12", "!7", "https://evil.example/a?b=c", "www.evil.example", "a@evil.example", "evil.example",
    "<img src=x onerror=alert(1)>", "<!-- ", "-->", "![x](https://evil.example/x.png)", "[x](javascript:alert(1))",
    "[x]: https://evil.example", "`", "``", "|", "*", "**", "_", "__", "~~", "&lt;b&gt;", "&#64;ada", "\\", "\n",
    "\r\n", "\n\n# ", "\n- ", "1. ", "---", "===", ":smile:", "deadbeefcafe", "$x$", "$$", "[^1]", "[ ] ", "</details>",
    "\u202eabc", "\u2066", "\u200b", "\u2028", "mailto:a@evil.example", "~~~", "> ", "\t", "ftp://evil.example",
    "{student}", "\u0301" * 9, "\x00", "owner/repo#3", '~"label"', "<https://evil.example>", "@", "#",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(TRICKS) | st.text(max_size=6) | st.sampled_from([" ", "a", "ب", "7"]), max_size=8)


def inline_in(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token.children or ())]


@settings(max_examples=100)
@given(WORDS.map("".join))
@example("www.evil.example")
@example("a\u200b@ada")
def test_of_peoples_words_comes_nothing_but_words(words: str) -> None:
    for around in ("{}", "- {}", "- ⚠️ **Due:** {} → {}", "| a | b |\n|---|---|\n| {} | x |"):
        tokens = JUDGE.parse(around.format(*[words_in(words) or "word"] * 2) + "\n")
        plain = JUDGE.parse(around.format("word", "word") + "\n")
        assert [token.type for token in tokens] == [token.type for token in plain], "no block comes of it"
        kinds = {token.type for token in inline_in(tokens)} - {"strong_open", "strong_close"}
        assert kinds <= HARMLESS
        left = " ".join(token.content for token in inline_in(tokens))
        assert not MENTION.search(left)
        assert not REFERENCE.search(left)
        assert not BARE_ADDRESS.search(left)


@settings(max_examples=60)
@given(WORDS.map("".join))
def test_a_name_of_a_file_is_code_and_nothing_else(name: str) -> None:
    tokens = JUDGE.parse(f"- {code_in(name)}, x\n")
    assert {token.type for token in inline_in(tokens)} <= {"text", "code_inline"}
    assert len([token for token in tokens if token.type == "inline"]) == 1


@pytest.mark.parametrize(
    ("words", "read", "because"),
    [
        ("I can read 1.5 pages at 10:30 (mostly).", "I can read 1.5 pages at 10:30 (mostly).", "numbers stay whole"),
        ("a * b < c | d", "a * b < c | d", "signs are read as they were typed"),
        ("R&D, 100 %, #tag", "R&\u200bD, 100 %, #\u200btag", "only a space of no width comes in"),
        ("two\n\nlines", "two lines", "what is told of a text stands on one line"),
        ("a \u202eb", "a b", "nothing turns the line around"),
        ("بَيْت", "بَيْت", "vowel marks of a language stay"),
    ],
)
def test_words_are_read_as_they_were_typed(words: str, read: str, because: str) -> None:
    (inline,) = (token for token in JUDGE.parse(f"- {words_in(words)}") if token.type == "inline")
    assert "".join(token.content for token in inline.children or ()) == read, because


def test_words_that_run_the_other_way_are_kept_apart() -> None:
    assert words_in("أستطيع", "rtl") == "\u2068أستطيع\u2069"
