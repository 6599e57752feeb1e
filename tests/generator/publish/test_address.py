"""Where published sites are found."""

import pytest

from generator.publish.address import address_of, base_of

BASES = [
    (None, "/", "a school that has not said where: the root of its host"),
    ("https://plans.example", "/", "a host of its own"),
    ("https://plans.example/", "/", "a slash more is no other place"),
    ("https://school.example/plans", "/plans/", "a folder of a host, as project pages have"),
    ("https://school.example/a/b/", "/a/b/", "a folder in a folder"),
]


@pytest.mark.parametrize(("base_url", "base", "because"), BASES)
def test_the_path_of_an_address(base_url: str | None, base: str, because: str) -> None:
    assert base_of(base_url) == base, because


def test_an_address_has_one_slash_between_its_parts() -> None:
    assert address_of("https://plans.example/", "abc") == address_of("https://plans.example", "abc")
    assert address_of("https://plans.example", "abc") == "https://plans.example/s/abc/"
