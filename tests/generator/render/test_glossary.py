"""The school's words explained where they stand on a page: which are, which are not, and that nothing else changes."""

import re
from html.parser import HTMLParser
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.glossary import MOST, explained
from generator.view.page import Page, RichText, Term


def term(id_: str, word: str, *also: str) -> Term:
    return Term(id=id_, term=word, means=f"what {id_} means", forms=(word, *also))


ENGLISH = (
    term("goal", "goal", "goals", "learning goal"),
    term("level", "level", "levels"),
    term("pace", "pace", "on plan"),
    term("criterion", "what I need to show", "success criteria"),
    term("self", "self-assessment"),
)
SPANISH = (term("level", "nivel", "niveles"), term("look", "vale la pena volver a mirar"))
ARABIC = (term("level", "مستوى", "مستويات"), term("goal", "هدف", "أهداف التعلم"), term("pace", "وتيرة"))


def page(*written: str) -> Page:
    content = tuple(RichText(text=text, language=None, direction=None) for text in written)
    return Page(kind="goal", path="", title="", content=content, search=())


def words_explained(html: str, terms: tuple[Term, ...], *written: str) -> list[str]:
    found = explained(html, page(*written), terms)
    return re.findall(r'class="pb-word" popovertarget="word-\w+">(.*?)</button>', found, re.DOTALL)


@pytest.mark.parametrize(
    ("html", "said", "because"),
    [
        ("<p>My goal, one goal</p>", ["goal"], "a term is explained once, where it first stands"),
        ("<p>Goals</p>", ["Goals"], "large or small letters are the same word, and `also` names its other forms"),
        ("<p>My learning goal</p>", ["learning goal"], "the longest form that fits"),
        ("<p>goalkeeper, multilevel, goal-line</p>", [], "only whole words"),
        ("<p>self-assessment</p>", ["self-assessment"], "a form may hold a hyphen itself"),
        ("<p>success\n  criteria</p>", ["success\n  criteria"], "a line may break inside a term"),
        ("<p>the goal’s page</p>", ["goal"], "an apostrophe ends a word"),
        ("<h1>My goal</h1><h2>My level</h2>", [], "headings are an outline, not a text"),
        ('<a href="goal/">goal <b>level</b></a>', [], "a link leads elsewhere, whatever stands inside it"),
        ("<a>goal</a> goal", ["goal"], "after the link the text goes on"),
        ("<button>goal</button><summary>level</summary>", [], "what can be pressed already does something"),
        ('<div role="img"><p>goal</p></div>', [], "to a screen reader a picture has nothing inside"),
        ("<details><p>goal</p></details>", [], "nobody finds it in what is folded up"),
        ("<code>goal</code><math><mi>level</mi></math>", [], "code and formulas are not words"),
        ("<svg><title>goal</title><g><g/></g></svg>level", ["level"], "a drawing has its own words"),
        ('<span lang="es" dir="ltr">goal <i>level</i></span> pace', ["pace"], "words of another language"),
        ('<span aria-hidden="true">goal</span>', [], "what a screen reader skips must not hold a button"),
        ('<p class="pb-code">goal</p><p dir="ltr">level</p>', [], "codes and addresses"),
        (
            '<img alt="goal"><p title="level > goal">pace</p>',
            ["pace"],
            "an attribute is no text, whatever signs it holds",
        ),
        (
            "<p>&lt;b&gt;goal&lt;/b&gt; &amp;level;</p>",
            ["goal", "level"],
            "what looks like markup is text, and stays it",
        ),
        ("<!-- goal --><p>goal</p>", ["goal"], "a comment is not read by anybody"),
        ("<p>goal<br>level<hr/>pace</p>", ["goal", "level", "pace"], "elements without an end enclose nothing"),
        ("", [], "an empty page"),
    ],
)
def test_which_words_of_a_page_are_explained(html: str, said: list[str], because: str) -> None:
    assert words_explained(html, ENGLISH) == said, because


@pytest.mark.parametrize(
    ("html", "written", "said", "because"),
    [
        ("<p>Our team scored a goal</p>", "Our team scored a goal", [], "in people's words a word is an everyday word"),
        ("<p>It is <em>level</em> ground</p>", "It is *level* ground", [], "also where they emphasised it"),
        ("<p>Tom &amp; I need a goal</p>", "Tom & I need a goal", [], "also where signs are escaped"),
        ("<p>I met the success criteria</p>", "I met the success criteria", ["success criteria"], "a term of several"),
        ("<p>First reach “A goal in sight”.</p>", "A goal in sight", [], "a title quoted in a sentence of ours"),
        ("<p>First reach “A goal”, then a level.</p>", "", ["level"], "after the quotation the sentence is ours again"),
        ("<li>This goal</li><li>a goal</li>", "a goal", ["goal"], "the interface's own word beside it"),
    ],
)
def test_what_people_wrote_keeps_its_everyday_sense(html: str, written: str, said: list[str], because: str) -> None:
    assert words_explained(html, ENGLISH, written) == said, because


@pytest.mark.parametrize(
    ("html", "terms", "said", "because"),
    [
        ("<p>Los niveles</p>", SPANISH, ["niveles"], "a plural that the glossary names"),
        ("<p>Vale la pena volver a mirar</p>", SPANISH, ["Vale la pena volver a mirar"], "several words"),
        ("<p>المستوى</p>", ARABIC, ["المستوى"], "the article belongs to its word, whose letters join"),
        ("<p>والمستوى</p>", ARABIC, ["والمستوى"], "and the"),
        ("<p>بالمستوى</p>", ARABIC, ["بالمستوى"], "with the"),
        ("<p>للمستوى</p>", ARABIC, ["للمستوى"], "for the: the article loses its first letter"),
        ("<p>لهدف</p>", ARABIC, ["لهدف"], "for a"),
        ("<p>هَدَفٌ</p>", ARABIC, ["هَدَفٌ"], "vowel signs make no other word"),
        ("<p>أهداف التعلّم</p>", ARABIC, ["أهداف التعلّم"], "nor does a doubled letter"),
        ("<p>وتيرة</p>", ARABIC, ["وتيرة"], "a word that begins with the letter for “and”"),
        ("<p>أهدافنا هدفًا استهداف</p>", ARABIC, [], "another word around it"),
    ],
)
def test_words_of_other_languages(html: str, terms: tuple[Term, ...], said: list[str], because: str) -> None:
    assert words_explained(html, terms) == said, because


def test_a_page_explains_a_few_words_those_first_that_the_glossary_names_first() -> None:
    terms = tuple(term(f"t{n}", f"word{n}") for n in range(MOST + 3))
    html = f"<p>{' '.join(each.term for each in reversed(terms))}</p>"
    assert words_explained(html, terms) == [each.term for each in reversed(terms[:MOST])]


def test_the_page_that_lists_the_whole_glossary_explains_none_of_it_again() -> None:
    family = Page(kind="family", path="family/", title="", content=(), search=())
    assert explained("<p>goal</p>", family, ENGLISH) == "<p>goal</p>"


def test_a_meaning_is_text_whatever_signs_it_holds() -> None:
    sharp = Term(id="a", term="a<b", means="<script>alert(1)</script> & more", forms=("a<b",))
    html = explained("<p>so a&lt;b</p>", page(), (sharp,))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert ">a&lt;b</button>" in html


def test_a_button_opens_the_meaning_beside_it() -> None:
    html = explained("<p>My goal</p>", page(), ENGLISH)
    assert html == (
        '<p>My <span class="pb-explained"><button type="button" class="pb-word" popovertarget="word-goal">goal</button>'
        '<span class="pb-meaning" id="word-goal" popover><strong>goal</strong> what goal means</span></span></p>'
    )


class Reader(HTMLParser):
    """What stands on a page without the explanations."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skip or ("class", "pb-meaning") in attrs:
            self._skip += 1

    def handle_endtag(self, tag: str) -> None:
        self._skip -= 1 if self._skip else 0

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)


def words_of(html: str) -> str:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.words)


TEXTS = ("goal", "levels", " ", "on plan", "&amp;", "&lt;i&gt;", "وتيرة", "’s", "x", "<!-- goal -->", "<br>")
TAGS = ("<p>", "</p>", "<b>", "</b>", "<svg>", "</svg>", '<a href="x>goal">', "</a>", "<i title='goal \"level\"'>")


@given(st.lists(st.sampled_from((*TEXTS, *TAGS)), max_size=25).map("".join))
def test_nothing_but_buttons_and_meanings_is_added(html: str) -> None:
    found = explained(html, page(), (*ENGLISH, ARABIC[2]))
    assert words_of(found) == words_of(html)
    bare = re.sub(r'<span class="pb-meaning".*?</span></span>', "", found)
    bare = re.sub(r'<span class="pb-explained"><button type="button" class="pb-word" popovertarget="[\w-]+">', "", bare)
    assert bare.replace("</button>", "") == html.replace("</button>", "")


def test_a_page_of_nothing_but_openings_takes_no_time() -> None:
    for opening in ("<p ", '<p class="', "<"):
        began = process_time()
        explained(opening * 20_000 + "goal", page(), ENGLISH)
        assert process_time() - began < 10, opening
