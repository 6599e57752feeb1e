"""Where a pull request is made, by the remote's address."""

import pytest

from generator.editing.entries.forge import address_for, address_said

BRANCH = "entry/t-0001/2026-11-22-s-0001"
GITHUB = f"https://github.com/a-school/plans/pull/new/{BRANCH}"
MR = "-/merge_requests/new?merge_request%5Bsource_branch%5D=entry%2Ft-0001%2F2026-11-22-s-0001"


@pytest.mark.parametrize(
    ("remote", "address", "because"),
    [
        ("https://github.com/a-school/plans.git", GITHUB, "as most copy it"),
        ("https://github.com/a-school/plans", GITHUB, "without an end"),
        ("https://github.com/a-school/plans/", GITHUB, "with a slash"),
        ("https://github.com/a-school/plans.git/", GITHUB, "with both"),
        ("  https://github.com/a-school/plans.git\n", GITHUB, "with spaces around it"),
        ("https://GitHub.com/a-school/plans.git", GITHUB, "hosts know no capitals"),
        ("https://t-0001@github.com/a-school/plans.git", GITHUB, "a name is not shown"),
        ("https://t-0001:secret@github.com/a-school/plans.git", GITHUB, "and a password even less"),
        ("git@github.com:a-school/plans.git", GITHUB, "like scp"),
        ("github.com:a-school/plans.git", GITHUB, "like scp, nobody named"),
        ("git@github.com:/a-school/plans.git", GITHUB, "like scp, from the root"),
        ("ssh://git@github.com/a-school/plans.git", GITHUB, "ssh"),
        ("ssh://git@github.com:22/a-school/plans.git", GITHUB, "the port of ssh is none of a browser's"),
        ("ssh://git@ssh.github.com:443/a-school/plans.git", GITHUB, "ssh where only 443 is open"),
        ("git+ssh://git@github.com/a-school/plans.git", GITHUB, "an old way to write it"),
        ("git://github.com/a-school/plans.git", GITHUB, "git's own, looked at over https"),
        ("https://github.com/a-school/my.plans.git", GITHUB.replace("plans/", "my.plans/"), "only the end goes"),
        ("https://github.com/a school/plans", GITHUB.replace("a-school", "a%20school"), "spaces are spelt out"),
        ("https://github.school.example/it/plans.git", f"https://github.school.example/it/plans/pull/new/{BRANCH}",
         "GitHub on a school's own host"),
        ("https://gitlab.com/district/north/a-school/plans.git",
         f"https://gitlab.com/district/north/a-school/plans/{MR}", "groups in groups"),
        ("git@gitlab.com:district/plans.git", f"https://gitlab.com/district/plans/{MR}", "like scp"),
        ("ssh://git@altssh.gitlab.com:443/district/plans.git", f"https://gitlab.com/district/plans/{MR}", "443 again"),
        ("ssh://git@gitlab.school.example:2222/it/plans.git", f"https://gitlab.school.example/it/plans/{MR}", "a port"),
        ("https://gitlab.school.example:8443/it/plans.git", f"https://gitlab.school.example:8443/it/plans/{MR}",
         "the port of https is a browser's"),
        ("http://gitlab.lan/it/plans.git", f"http://gitlab.lan/it/plans/{MR}", "some have no https"),
        ("https://gitea.school.example/it/plans.git", f"https://gitea.school.example/it/plans/compare/{BRANCH}", "own"),
        ("https://school.example/gitea/it/plans.git", None, "what the path says is no proof"),
        ("ssh://git@[2001:db8::1]:2222/it/plans.git", None, "a number tells nothing"),
        ("https://codeberg.org/a-school/plans.git", f"https://codeberg.org/a-school/plans/compare/{BRANCH}", "Forgejo"),
        ("git@forgejo.school.example:it/plans.git", f"https://forgejo.school.example/it/plans/compare/{BRANCH}", "own"),
        ("https://git.school.example/it/plans.git", None, "a host whose name does not tell"),
        ("https://mygithub.example/it/plans.git", None, "a name that only looks like it"),
        ("school-repo:it/plans.git", None, "a nickname from ssh's settings"),
        ("/srv/git/plans.git", None, "a folder"),
        ("../plans.git", None, "a folder beside"),
        ("file:///srv/git/github/plans.git", None, "a folder, said as an address"),
        (r"C:\school\plans.git", None, "a folder of another system"),
        ("https://github.com/", None, "no repository"),
        ("https://[broken/plans.git", None, "no address at all"),
        ("", None, "nothing"),
    ],
)  # fmt: skip
def test_where_a_pull_request_is_made(remote: str, address: str | None, because: str) -> None:
    assert address_for(remote, BRANCH) == address, because


def test_a_host_whose_name_tells_nothing_can_be_named_in_the_settings() -> None:
    remote = "ssh://git@git.school.example:2222/it/plans.git"
    assert address_for(remote, BRANCH, "forgejo") == f"https://git.school.example/it/plans/compare/{BRANCH}"
    assert address_for(remote, BRANCH, "something else") is None


@pytest.mark.parametrize(
    ("said", "address", "because"),
    [
        ("remote: To make a request, visit:\nremote:   https://git.school.example/x/new?a=b\nremote: ",
         "https://git.school.example/x/new?a=b", "the host's own words"),
        ("remote: Visit https://evil.example/x\n", None, "another host is not believed"),
        ("remote: see javascript://git.school.example/x\n", None, "no address of a page"),
        ("To https://git.school.example/it/plans.git\n * [new branch]\n", None, "git's words, not the host's"),
    ],
)  # fmt: skip
def test_what_the_host_said_where_its_name_tells_nothing(said: str, address: str | None, because: str) -> None:
    assert address_said("git@git.school.example:it/plans.git", said) == address, because
    assert address_said("/srv/git/plans.git", said) is None
