"""What commits say of their way into the plans, as the hosts and people write it."""

from datetime import date

import pytest

from generator.load.history.message import message_of, request_in
from generator.records.history import Claim


@pytest.mark.parametrize(
    ("message", "expected", "because"),
    [
        ("Merge pull request #12 from school/entry/t-0001/2026-11-20-x\n\n1 goal\n", "#12", "a merge on GitHub"),
        ("1 goal of s-0001 (#13)\n\nAcknowledged-by: Family of s-0001\n", "#13", "a squash on GitHub"),
        ("1 goal (#13)", "#13", "a message of one line"),
        ('Revert "1 goal (#13)" (#15)\n', "#15", "the request that took it back, not the one that brought it"),
        ("Merge branch 'entry' into 'main'\n\n1 goal\n\nSee merge request school/plans!14", "!14", "a merge on GitLab"),
        ("Merge branch 'entry' into 'main'\n\nSee merge request !14\n", "!14", "an old GitLab"),
        ("1 goal (!15)\n", "!15", "a squash on GitLab by the template"),
        ("1 goal\n\nSee merge request a/b/c!16\n", "!16", "a squash on GitLab that names it in its text"),
        ("Merge pull request '1 goal' (#17) from e\n\nReviewed-on: https://g.example/p/pulls/17", "#17", "Gitea"),
        ("1 goal\n\nReviewed-on: https://codeberg.example/s/p/pulls/18\n", "#18", "a squash on Forgejo"),
        ("Merged in entry (pull request #19)\n\n1 goal\n", "#19", "a merge on Bitbucket"),
        ("1 goal\n", None, "pushed as it is"),
        ("Lesson #3 of the unit\n", None, "a number in a title is none of a request"),
        ("Quiz (#3) was easy\n", None, "nor one in the middle of it"),
        ("1 goal\n\nsee (#3)\n", None, "nor one in the text"),
        ("", None, "no message at all"),
    ],
)  # fmt: skip
def test_the_number_of_a_request(message: str, expected: str | None, because: str) -> None:
    assert request_in(message) == expected, because


def test_trailers_are_read_wherever_a_squash_leaves_them() -> None:
    told = message_of(
        "2 goals (#12)\n\n* 1 goal\n\nReviewed-by: t-0003\n\n* another\n\n"
        "Acknowledged-by: Family of s-0001 (paper, 2026-11-20)\nacknowledged-by: Student s-0002 (in_person)\n"
        "Reviewed-by: Ada Example <ada@school.example> (2026-11-19)\nCo-authored-by: Bo <bo@school.example>\n"
        "Acknowledged-by: whoever (2026-02-30)\n"
    )
    assert told.request == "#12"
    assert [(who, claim.on) for who, claim in told.reviewers] == [
        ("t-0003", None),
        ("Ada Example <ada@school.example>", date(2026, 11, 19)),
        ("whoever", None),
    ]
    assert told.homes == (
        ("s-0001", Claim(role="family", method="paper", on=date(2026, 11, 20))),
        ("s-0002", Claim(role="student", method="in_person")),
    )
    assert told.helpers == ("Bo <bo@school.example>",)
