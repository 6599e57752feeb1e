"""People's Markdown as markup: what is allowed shows, what is not stays words, and nothing is ever a script."""

import re
from html.parser import HTMLParser
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.cleaned import cleaned
from generator.render.markdown import WaysOut
from generator.render.mathematics import formula_markup
from generator.render.richtext import markup_of, words_alone
from generator.view.page import RichText

HOSTS = WaysOut(hosts=("school.example",))
KNOWN_TAGS = frozenset(
    "p ul ol li em strong code br a span div i b sub sup math mi mn mo mfrac mrow msup msub msubsup msqrt mroot mtext"  # noqa: SIM905
    " mspace mover munder munderover mtable mtr mtd mstyle mpadded mphantom menclose"
    " table thead tbody tr th td".split()
)
KNOWN_ATTRIBUTES = frozenset(
    "href rel class dir lang tabindex role aria-label start scope"  # noqa: SIM905
    " mathvariant displaystyle scriptlevel stretchy fence form separator largeop movablelimits linethickness"
    " columnalign rowspacing columnspacing accent accentunder width notation".split()
)


def run(text: str) -> str:
    return str(markup_of(RichText(text=text, language=None, direction=None), HOSTS))


def block(text: str) -> str:
    return str(markup_of(RichText(text=text, language=None, direction=None, block=True), HOSTS))


def statement(text: str) -> str:
    return str(markup_of(RichText(text=text, language=None, direction=None, mathematics=True), HOSTS))


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("Fold & cut", "Fold &amp; cut", "signs of HTML are words here"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;", "raw HTML is shown as it was typed"),
        ("say *why*", "say <em>why</em>", "emphasis is allowed"),
        ("**now**", "<strong>now</strong>", "and strong words"),
        ("`x < 1`", "<code>x &lt; 1</code>", "and code"),
        ("snake_case_word", "snake_case_word", "an underscore inside a word is no emphasis"),
        ("[lesson](https://school.example/a)", "lesson", "a run may stand inside a link, so it holds none itself"),
        ("![a fox](https://far.example/fox.png)", "a fox", "a picture of elsewhere is its words"),
        ("2 * of them", "2 * of them", "a lonely star is a star"),
        ("1. first", "1. first", "a run is one line, never a list"),
        ("5*3*2", '<span class="pb-expression" dir="ltr">5*3*2</span>', "stars between numbers multiply"),
        ("l*w*h", "l*w*h", "and between letters"),
        ("这*很*好", "这<em>很</em>好", "where no spaces stand between words, a star may begin inside one"),
        ("I <3 maths", "I &lt;3 maths", "a heart is no tag"),
        ("&amp; &copy", "&amp;amp; &amp;copy", "entities are shown as they were typed"),
        ("path\\", "path\\", "a backslash at the end is one"),
        ("a_b_c and __init__", "a_b_c and <strong>init</strong>", "underscores around a whole word are strong"),
        ("👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم", "joiners of emoji and letters stay"),
        ("a\u202eb\u2066c", "abc", "nothing turns what stands behind it"),
        ("\u2068ليلى\u2069 reads", "\u2068ليلى\u2069 reads", "what is isolated and closed stays isolated"),
        ("z" + "\u0323" * 40 + "!", "z" + "\u0323" * 4 + "!", "no heap of marks covers the lines above"),
        ("a\x00b\ufeffc", "abc", "controls are nothing"),
    ],
)
def test_a_run_of_words(text: str, expected: str, because: str) -> None:
    assert run(text) == expected, because


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>", "an empty line begins a paragraph"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "a list is a list"),
        ("a  \nb", "<p>a<br>\nb</p>", "two spaces break a line"),
        ("# Big", "<p># Big</p>", "headings belong to the page, not to people's words"),
        (
            "[lesson](https://www.school.example/a?b=1&c=2)",
            '<p><a href="https://www.school.example/a?b=1&amp;c=2" rel="noopener noreferrer">lesson</a></p>',
            "a host the school allows, or one below it",
        ),
        ("3. Third", '<ol start="3">\n<li>Third</li>\n</ol>', "a number that was typed stays"),
        (
            "- a\n  1. b\n  2. c\n- d",
            "<ul>\n<li>a\n<ol>\n<li>b</li>\n<li>c</li>\n</ol>\n</li>\n<li>d</li>\n</ul>",
            "lists within lists",
        ),
        (
            "| Day | Pages |\n|:--|--:|\n| Mo | 3/4 |\n| *Tu* | <b> |",
            '<div class="pb-table" tabindex="0" role="group" aria-label="Day, Pages">'
            '<table class="pb-rows">\n<thead>\n<tr>\n'
            '<th scope="col">Day</th>\n<th scope="col" class="pb-cell-end">Pages</th>\n</tr>\n</thead>\n<tbody>\n'
            '<tr>\n<td>Mo</td>\n<td class="pb-cell-end"><span class="pb-fraction" dir="ltr">3/4</span></td>\n</tr>\n'
            '<tr>\n<td><em>Tu</em></td>\n<td class="pb-cell-end">&lt;b&gt;</td>\n</tr>\n</tbody>\n</table></div>',
            "a table, whose frame keys can reach and whose sides follow the reading direction",
        ),
        (
            "| | b |\n|-|-|\n| 1 | 2 |",
            '<div class="pb-table" tabindex="0" role="group" aria-label="b">'
            '<table class="pb-rows">\n<thead>\n<tr>\n<td></td>\n'
            '<th scope="col">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n'
            "</table></div>",
            "a head without words heads nothing",
        ),
        ("a | b\nc", "<p>a | b\nc</p>", "a stroke alone makes no table"),
        (
            "See https://school.example/a_b_c?d=1&e=2.",
            '<p>See <a href="https://school.example/a_b_c?d=1&amp;e=2" rel="noopener noreferrer">'
            "https://school.example/a_b_c?d=1&amp;e=2</a>.</p>",
            "an address that was simply typed",
        ),
        ("See https://far.example/a.", "<p>See https://far.example/a.</p>", "not to a host that is not allowed"),
        (
            "[https://school.example/b](https://school.example/a)",
            '<p><a href="https://school.example/a" rel="noopener noreferrer">https://school.example/b</a></p>',
            "no link within a link",
        ),
        ("[lesson](https://far.example/)", "<p>lesson</p>", "another host is not linked"),
        (
            "[lesson](https://far.example%5C.school.example/)",
            "<p>lesson</p>",
            "a slash in disguise does not end a host that is not allowed",
        ),
        ("[lesson](https://far.example\\\\.school.example/)", "<p>lesson</p>", "nor a backslash"),
        ("[lesson](http://school.example/)", "<p>lesson</p>", "only over https"),
        ("[lesson](https://school.example@far.example/)", "<p>lesson</p>", "a name before the host does not count"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>", "a script is no address"),
        (
            "![a fox](https://school.example/fox.png)",
            '<p><a href="https://school.example/fox.png" rel="noopener noreferrer">a fox</a></p>',
            "a picture is linked, never loaded",
        ),
    ],
)
def test_a_block_of_words(text: str, expected: str, because: str) -> None:
    assert block(text) == expected, because


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("I can add \\(\\frac{3}{4}\\) and x", "I can add 3/4 and x", "a title has no room for a formula"),
        ("a \\(\\nosuch{\\) b", "a \\(\\nosuch{\\) b", "what does not parse stays"),
        ("Noor\u202e <b>", "Noor <b>", "escaping is the template's affair, turning letters around is not"),
    ],
)
def test_words_where_no_markup_can_stand(text: str, expected: str, because: str) -> None:
    assert words_alone(text) == expected, because


def test_a_link_says_where_it_leads() -> None:
    ways_out = WaysOut(hosts=("school.example",), said="(another website: {host})")
    rich = RichText(text="[lesson](https://www.school.example/a)", language=None, direction=None, block=True)
    assert str(markup_of(rich, ways_out)) == (
        '<p><a href="https://www.school.example/a" rel="noopener noreferrer">lesson'
        '<span class="pb-unseen"> (another website: school.example)</span></a></p>'
    )


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "*a ",
        "**",
        "[",
        "![",
        "](",
        "[a](",
        "`a",
        "``",
        "\\(",
        "$x",
        "_a",
        "> ",
        "- ",
        "1. ",
        "|a",
        "a|b\n-|-\n",
        "<b",
        "\u0301",
        "https://",
        "https://a.,",
        "https://school.example/ ",
    ],
)
def test_long_texts_take_little_longer_than_their_length(piece: str) -> None:
    """Ten times the words may take some ten times as long, not a hundred: 30,000 signs seconds, not minutes."""
    for make in (block, run, statement):
        begun = process_time()
        make(piece * (30_000 // len(piece)))
        assert process_time() - begun < 10


def test_what_is_longer_than_anybody_reads_stays_as_it_was_typed() -> None:
    shown = block("*a* <b>\n\n" * 20_000)
    assert shown.startswith("<p>*a* &lt;b&gt;</p>\n<p>")


def test_what_should_never_be_made_would_still_be_taken_away() -> None:
    """The second wall, alone."""
    wanted = '<p>a <a href="https://school.example/" rel="noopener noreferrer">b</a></p>'
    assert str(cleaned(wanted, HOSTS.hosts)) == wanted
    assert str(cleaned(wanted)) == '<p>a <a rel="noopener noreferrer">b</a></p>', "and no host that is not allowed"
    bad = '<p style="position:fixed" onclick="x()" class="md-header">a<script>x()</script><img src=x onerror=x()></p>'
    assert str(cleaned(bad)) == "<p>a</p>"
    assert str(cleaned('<a href="javascript:x()">b</a><svg><a xlink:href="x">c</a></svg>')) == "<a>b</a>"


@pytest.mark.parametrize(
    ("text", "fractions", "because"),
    [
        ("Is 2/4 the same as 1/2?", ["2/4", "1/2"], "simple fractions are set as fractions"),
        (
            "طوت شرائط وأظهرت 1/2 و2/4",
            ["1/2", "2/4"],
            "an Arabic word of one letter is written to it",
        ),
        ("خبز2/4", [], "a longer one is not"),
        ("on 3/4/2026", [], "a date is none"),
        ("km/h and and/or", [], "letters are none"),
        ("10.5/3", [], "nor is a decimal above a line"),
        ("1/2 = 2/4 = 4/8", ["1/2", "2/4", "4/8"], "also inside an expression"),
    ],
)
def test_fractions(text: str, fractions: list[str], because: str) -> None:
    assert re.findall(r'class="pb-fraction"[^>]*>([^<]+)<', run(text)) == fractions, because


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("5 < 7", "a comparison"),
        ("1/2 = 2/4", "an equation of fractions"),
        ("6 × 7 = 42", "a product"),
        ("3 * 4 = 12", "typed"),
    ],
)
def test_an_expression_runs_left_to_right_as_a_whole(text: str, because: str) -> None:
    assert run(text).startswith('<span class="pb-expression" dir="ltr">'), because
    assert run(text).count('dir="ltr"') == 1, because


@pytest.mark.parametrize(
    ("text", "formulas", "because"),
    [
        ("Explain why $\\frac{a}{b}$ is equal.", 1, "a formula between dollars"),
        ("It costs $5 and $7.", 0, "prices are none"),
        ("From $5-$7 up.", 0, "nor is a range of prices"),
        ("Use $\\nosuchcommand{x}$.", 0, "what does not parse stays as it was typed"),
        ("Use \\(x^2\\) too.", 1, "brackets work as everywhere"),
    ],
)
def test_formulas_of_a_statement(text: str, formulas: int, because: str) -> None:
    assert statement(text).count("<math") == formulas, because


def test_dollars_are_money_in_peoples_own_words() -> None:
    assert run("We sold it for $x^2$ cents") == "We sold it for $x^2$ cents"
    assert run("so \\(x^2\\)").count("<math") == 1


def test_markup_in_an_imported_statement_is_cleaned_not_shown() -> None:
    shown = statement(
        'Compare <i>fairly</i>, <a href="https://far.example">see</a> $\\frac{1}{2}$ &amp; 3/4<script>x()</script>'
    )
    assert shown.startswith("Compare <i>fairly</i>, see <span")
    assert "<math" in shown
    assert "&amp; " in shown
    assert "pb-fraction" in shown
    assert "script" not in shown
    assert "x()" not in shown


def test_foreign_words_say_their_language_and_direction() -> None:
    assert (
        str(markup_of(RichText(text="ليلى", language="ar", direction="rtl"))) == '<span lang="ar" dir="rtl">ليلى</span>'
    )
    shown = str(markup_of(RichText(text="hola", language="es", direction="ltr", block=True)))
    assert shown == '<div lang="es" dir="ltr"><p>hola</p></div>'


class Tags(HTMLParser):
    """What markup holds: its tags with their attributes, and how deep it is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_harmless(markup: str) -> None:
    tags = Tags()
    tags.feed(markup)
    tags.close()
    assert tags.open == []
    for tag, attributes in tags.found:
        assert tag in KNOWN_TAGS
        assert {name for name, _ in attributes} <= KNOWN_ATTRIBUTES
        for name, value in attributes:
            assert name != "href" or re.match(r"https://([a-z.]+\.)?school\.example[/?#]?", value or "")


PIECES = st.sampled_from(
    [
        *(
            "<script>",
            "</script>",
            "<img src=x onerror=y>",
            "<b>",
            "</b>",
            "<i",
            ">",
            '"',
            "'",
            "&lt;",
            "&",
            "<!--",
            "-->",
        ),
        *(
            "[a](",
            "[a](https://school.example/",
            "javascript:x",
            "data:text/html,",
            ")",
            "![",
            "](",
            "<https://far.example>",
        ),
        *(
            "*",
            "**",
            "_",
            "`",
            "$",
            "$x^2$",
            "\\(",
            "\\)",
            "\\text{<b>}",
            "\\frac{1}{",
            "{",
            "}",
            "\\",
            "^",
            "\n",
            "\n\n",
        ),
        *("- ", "1. ", "1/2", "3 < 5", "= ", "word ", "ليلى ", "\u202e", "\x00", "<math>", "<style>", "<svg/onload=x>"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@given(text=TEXTS, is_block=st.booleans(), mathematics=st.booleans())
def test_nothing_anybody_writes_becomes_a_script(text: str, is_block: bool, mathematics: bool) -> None:
    rich = RichText(text=text, language=None, direction=None, block=is_block, mathematics=mathematics)
    assert_harmless(str(markup_of(rich, HOSTS)))


@given(formula=TEXTS)
def test_a_formula_is_mathml_or_nothing(formula: str) -> None:
    assert_harmless(formula_markup(formula) or "")
