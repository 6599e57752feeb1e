"""Where links may lead, and which are never made."""

import pytest

from generator.view.links import allowed, call_to, host_of, mail_to

HOSTS = ("school.example", "intranet")


@pytest.mark.parametrize(
    ("url", "expected", "because"),
    [
        ("https://school.example/a?b=c#d", True, "the host itself"),
        ("https://WWW.School.example/", True, "a host below it, in any case"),
        ("https://ar.school.example/wiki/كسر", True, "a path may be written in any script"),
        ("https://intranet/plan", True, "a host without a dot, where the school lists it"),
        ("http://school.example/", False, "not over an open line"),
        ("https://school.example.far.example/", False, "the host only begins so"),
        ("https://farschool.example/", False, "or only ends so"),
        ("https://school.example@far.example/", False, "that is the name of a user"),
        ("https://school.example:8443/", False, "another door"),
        ("https://far.example\\.school.example/", False, "browsers take a backslash for a slash"),
        ("https://far.example%2f.school.example/", False, "and see through disguises"),
        ("https://far.example\uff0f.school.example/", False, "also through wide letters"),
        ("https://school\u3002example/", False, "and other full stops"),
        ("https:/school.example/", False, "one slash is no host"),
        (" https://school.example/", False, "nothing stands before it"),
        ("https://school.example/\u202egpj", False, "nothing turns the address around"),
        ("https://school.example/a\nb", False, "an address is one line"),
        ("https://[school.example/", False, "no address at all"),
        ("//school.example/", False, "whatever the page came over is not enough"),
    ],
)
def test_where_a_link_may_lead(url: str, expected: bool, because: str) -> None:
    assert allowed(url, HOSTS) is expected, because


def test_the_host_is_told_as_people_know_it() -> None:
    assert host_of("https://www.school.example/a") == "school.example"


@pytest.mark.parametrize(
    ("email", "expected", "because"),
    [
        ("a.b+c@school.example", "mailto:a.b+c@school.example", "an address"),
        ("a@school.example?cc=x@far.example", None, "no copies to others"),
        ("a@school.example, x@far.example", None, "one address"),
        ("ask at the office", None, "words are shown, not linked"),
    ],
)
def test_whom_a_letter_goes_to(email: str, expected: str | None, because: str) -> None:
    assert mail_to(email) == expected, because


@pytest.mark.parametrize(
    ("phone", "expected", "because"),
    [
        ("+1 (555) 0100-22", "tel:+1555010022", "signs that people read it by are left out"),
        ("555 0100 ext. 4", None, "an extension is not dialled with the number"),
    ],
)
def test_what_is_dialled(phone: str, expected: str | None, because: str) -> None:
    assert call_to(phone) == expected, because
