"""Send, against a real remote: what arrives, what is refused, and that nothing is ever lost."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from generator.editing.entries import sending
from generator.editing.entries.saved import Clashes, entries_of
from generator.editing.entries.sending import MOST_PUBLISHED, fetch, last_seen, refresh, send
from generator.editing.entries.store import store_of
from generator.problem import ToolFailed
from tests.generator.editing.office import FILES, GOAL, HOME, NEW_GOAL, OF_ANOTHER, OTHER, PLAN, TEACHER, Office
from tests.history import git

BRANCH = "entry/t-0001/2026-11-22-s-0001"
LATER = FILES[GOAL].replace("2026-12-01", "2027-01-15")
BETTER = FILES[GOAL].replace("to know", "to understand")
BOTH = LATER.replace("to know", "to understand")


def test_what_is_sent_arrives_as_it_is(office: Office) -> None:
    office.save(GOAL, LATER)
    sent = send(office.store, office.entry())
    assert (sent.branch, sent.address, sent.merged_base) == (BRANCH, None, False)
    assert office.on_the_remote("rev-parse", BRANCH) == git(office.root, "rev-parse", BRANCH) == sent.tip
    assert office.on_the_remote("for-each-ref", "--format=%(refname)") == f"refs/heads/{BRANCH}\nrefs/heads/main"
    assert office.entry().status == "sent"


def test_sent_twice_is_sent_once_and_what_is_saved_later_waits(office: Office) -> None:
    office.save(GOAL, LATER)
    first = send(office.store, office.entry())
    assert send(office.store, office.entry()) == first
    office.save(GOAL, BOTH)
    assert (office.entry().branch, office.entry().status) == (BRANCH, "waiting")
    assert send(office.store, office.entry()).tip == office.on_the_remote("rev-parse", BRANCH)
    assert office.entry().status == "sent"


def test_what_changes_nothing_is_not_sent(office: Office) -> None:
    office.save(NEW_GOAL, "id: g2\n")
    taken_back = office.save(NEW_GOAL, None)
    with pytest.raises(ToolFailed, match="nothing in"):
        send(office.store, taken_back)
    assert entries_of(office.store, TEACHER) == ()


def test_what_was_sent_and_taken_back_is_taken_back_there_too(office: Office) -> None:
    send(office.store, office.save(NEW_GOAL, "id: g2\n"))
    office.save(NEW_GOAL, None)
    assert (office.entry().status, office.entry().files) == ("waiting", ())
    send(office.store, office.entry())
    assert office.on_the_remote("diff", "--name-only", f"main...{BRANCH}") == ""


def test_what_moved_meanwhile_is_joined_by_id_before_it_is_sent(office: Office) -> None:
    office.save(GOAL, LATER)
    office.merged_elsewhere((GOAL, BETTER))
    assert send(office.store, office.entry()).merged_base
    assert office.on_the_remote("show", f"{BRANCH}:{GOAL}") + "\n" == BOTH
    assert office.on_the_remote("diff", "--shortstat", f"main...{BRANCH}").startswith("1 file changed, 1 insertion(+)")


def test_what_moved_in_other_files_leaves_the_entry_as_it_is(office: Office) -> None:
    tip = office.save(GOAL, LATER).tip
    office.merged_elsewhere((OF_ANOTHER, "id: g1\n"))
    assert not send(office.store, office.entry()).merged_base
    assert office.on_the_remote("rev-parse", BRANCH) == tip


def test_a_learner_who_changes_class_takes_what_waits_along(office: Office) -> None:
    office.merged_elsewhere((f"{HOME}/learner.yml", "learner: s-0001\n"))
    fetch(office.store)
    office.save(GOAL, LATER)
    office.save(f"{HOME}/evidence/2026-11-22-quiz.yml", "evidence: []\n")
    there = {GOAL: FILES[GOAL], PLAN: FILES[PLAN], f"{HOME}/learner.yml": "learner: s-0001\n"}
    gone = ((file, None) for file in there)
    come = ((file.replace("plans/", "plans/class-7b/"), text) for file, text in there.items())
    office.merged_elsewhere(*gone, *come)
    fetch(office.store)
    home = "plans/class-7b/s-0001"
    assert office.text(GOAL.replace(HOME, home)) == LATER
    waiting = entries_of(office.store, TEACHER)[0]
    assert (waiting.status, waiting.files) == (
        "waiting",
        (f"{home}/2026-27/goals/g1.yml", f"{home}/evidence/2026-11-22-quiz.yml"),
    )
    sent = send(office.store, waiting)
    assert sent.merged_base
    listed = office.on_the_remote("ls-tree", "-r", "--name-only", sent.branch).splitlines()
    assert [file for file in listed if file.startswith(f"{HOME}/")] == []
    assert f"{home}/evidence/2026-11-22-quiz.yml" in listed


def test_a_true_clash_is_asked_and_nothing_is_sent(office: Office) -> None:
    tip = office.save(GOAL, LATER).tip
    office.merged_elsewhere((GOAL, FILES[GOAL].replace("2026-12-01", "2026-12-24")))
    with pytest.raises(Clashes) as asked:
        send(office.store, office.entry())
    assert asked.value.files[GOAL].clashes[0].steps == ("due",)
    assert (office.entry().status, office.entry().tip) == ("clash", tip)
    assert BRANCH not in office.on_the_remote("branch")
    assert "<<<<" not in office.text(GOAL)


def test_a_reviewers_commit_on_the_branch_is_kept_and_gone_on_from(office: Office) -> None:
    office.save(GOAL, LATER)
    send(office.store, office.entry())
    office.merged_elsewhere((GOAL, BOTH), at=BRANCH)
    office.save(GOAL, LATER + "outcome: done\n")
    sent = send(office.store, office.entry())
    assert office.on_the_remote("rev-parse", BRANCH) == sent.tip
    assert office.text(GOAL) == BOTH + "outcome: done\n", "what the reviewer wrote, and what was saved since"


def test_a_branch_of_that_name_with_other_content_is_joined_or_asked_about(office: Office) -> None:
    office.save(GOAL, LATER)
    git(office.remote, "branch", BRANCH, "main")
    office.merged_elsewhere((GOAL, FILES[GOAL].replace("2026-12-01", "2026-12-24")), at=BRANCH)
    with pytest.raises(Clashes):
        send(office.store, office.entry())
    office.merged_elsewhere((GOAL, BETTER), at=BRANCH)
    send(office.store, office.entry())
    assert office.on_the_remote("show", f"{BRANCH}:{GOAL}") + "\n" == BOTH


def refusing(office: Office) -> str:
    hook = office.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'Push rule: only on school days' >&2\nexit 1\n")
    hook.chmod(0o755)
    return "only on school days"


def gone(office: Office) -> str:
    office.remote.rename(office.remote.with_name("moved"))
    return "no repository at the address"


def closed(office: Office) -> str:
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]
    git(office.root, "remote", "set-url", "origin", f"http://t-0001:secret@127.0.0.1:{port}/plans.git")
    return "cannot be reached"


def nowhere(office: Office) -> str:
    git(office.root, "remote", "remove", "origin")
    return "git remote add origin"


@pytest.mark.parametrize("hinder", [refusing, gone, closed, nowhere])
def test_what_cannot_be_sent_stays_and_says_what_to_do(hinder: Callable[[Office], str], office: Office) -> None:
    tip = office.save(GOAL, LATER).tip
    hint = hinder(office)
    store = store_of(office.root)
    (entry,) = entries_of(store, TEACHER)
    with pytest.raises(ToolFailed, match=hint) as failed:
        send(store, entry)
    assert "secret" not in str(failed.value)
    (after,) = entries_of(store, TEACHER)
    assert (after.tip, after.status) == (tip, "waiting")


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes calls and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_host_that_never_answers_is_not_waited_for(
    office: Office, silent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.save(GOAL, LATER)
    seen = last_seen(office.store)
    git(office.root, "remote", "set-url", "origin", f"http://127.0.0.1:{silent}/plans.git")
    monkeypatch.setattr(sending, "SECONDS_TO_FETCH", 0.3)
    with pytest.raises(ToolFailed, match="did not answer"):
        send(office.store, office.entry())
    told = refresh(office.store)
    assert told.why is not None
    assert "did not answer" in told.why
    assert told.last_seen == seen
    assert office.entry().status == "waiting"


def merged(office: Office) -> None:
    office.merged_elsewhere((GOAL, LATER), merging=BRANCH)


def squashed(office: Office) -> None:
    office.merged_elsewhere((GOAL, LATER))


def squashed_and_gone_on(office: Office) -> None:
    squashed(office)
    office.merged_elsewhere((GOAL, LATER.replace("2027-01-15", "2027-02-02")))


def squashed_beside_others(office: Office) -> None:
    office.merged_elsewhere((GOAL, BETTER))
    office.merged_elsewhere((GOAL, BOTH))


def rebased(office: Office) -> None:
    office.merged_elsewhere((OF_ANOTHER, "id: g1\n"))
    squashed(office)


@pytest.mark.parametrize(
    ("publish", "tidy"),
    [
        (merged, True),
        (merged, False),
        (squashed, True),
        (squashed_and_gone_on, False),
        (squashed_beside_others, True),
        (rebased, False),
    ],
)
def test_what_was_merged_is_published_however_that_was_done(
    publish: Callable[[Office], None], tidy: bool, office: Office
) -> None:
    office.save(GOAL, LATER)
    send(office.store, office.entry())
    publish(office)
    if tidy:
        git(office.remote, "branch", "-D", BRANCH)
    assert refresh(office.store).why is None
    assert (office.entry().status, office.entry().files) == ("published", (GOAL,))
    assert BRANCH not in git(office.root, "branch")
    again = office.save(NEW_GOAL, "id: g2\n")
    assert again.branch == f"{BRANCH}-2", "what is published is not gone on from"
    assert [entry.status for entry in entries_of(office.store, None)] == ["waiting", "published"]


def test_a_branch_taken_away_without_being_published_was_sent_back(office: Office) -> None:
    tip = office.save(GOAL, LATER).tip
    send(office.store, office.entry())
    git(office.remote, "branch", "-D", BRANCH)
    refresh(office.store)
    entry = office.entry()
    assert (entry.status, entry.tip) == ("sent_back", tip)
    office.save(GOAL, BOTH)
    assert office.entry().status == "waiting"
    send(office.store, office.entry())
    assert office.entry().status == "sent"


def test_a_reviewer_says_why_it_comes_back(office: Office) -> None:
    office.save(GOAL, LATER)
    send(office.store, office.entry())
    office.merged_elsewhere(at=BRANCH, message="Please\n\nSent-back: The day is a holiday\n")
    refresh(office.store)
    entry = office.entry()
    assert entry.status == "sent_back"
    assert entry.said is not None
    assert (entry.said.by, str(entry.said.on), entry.said.why) == ("t-0009", "2026-11-20", "The day is a holiday")
    office.save(GOAL, BOTH)
    assert (office.entry().branch, office.entry().status) == (BRANCH, "waiting")


def test_entries_of_other_machines_are_seen_too(office: Office, tmp_path: Path) -> None:
    office.save(GOAL, LATER, person=OTHER)
    send(office.store, office.entry(OTHER))
    git(tmp_path, "clone", "--quiet", str(office.remote), "desk")
    (seen,) = entries_of(store_of(tmp_path / "desk"), None)
    assert (seen.person, seen.status, seen.files) == (OTHER, "sent", (GOAL,))


@pytest.mark.parametrize("kind", ["--bare", "--mirror"])
def test_a_desk_without_a_work_tree_sends_and_sees_like_any_other(kind: str, office: Office, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", kind, str(office.remote), "desk.git")
    desk = Office(root=tmp_path / "desk.git", remote=office.remote, store=store_of(tmp_path / "desk.git"))
    desk.save(GOAL, LATER)
    office.merged_elsewhere((GOAL, BETTER))
    assert send(desk.store, desk.entry()).merged_base
    office.merged_elsewhere((GOAL, BOTH))
    git(office.remote, "branch", "-D", BRANCH)
    assert refresh(desk.store).why is None
    assert (desk.entry().status, desk.text(GOAL)) == ("published", BOTH)
    assert git(desk.root, "branch", "--format=%(refname:short)") == "main", "only what is begun from here"


def test_those_who_send_at_once_do_not_hinder_each_other(office: Office) -> None:
    wrong: list[BaseException] = []

    def work(person: str) -> None:
        try:
            send(office.store, office.save(f"{HOME}/evidence/{person}.yml", "evidence: []\n", person=person))
            refresh(office.store)
        except BaseException as why:  # noqa: BLE001 - told below, in the thread that asks
            wrong.append(why)

    threads = [Thread(target=work, args=(f"t-000{number}",)) for number in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert [entry.status for entry in entries_of(office.store, None)] == ["sent"] * 5


def test_of_what_was_published_the_newest_are_remembered(office: Office) -> None:
    main = git(office.root, "rev-parse", "main")
    for day in range(1, MOST_PUBLISHED + 4):
        git(office.root, "update-ref", f"refs/pathbook/published/entry/t-0001/2026-10-{day:02}-x", main)
    assert refresh(office.store).why is None
    kept = [entry.on.day for entry in entries_of(office.store, TEACHER)]
    assert kept == list(range(MOST_PUBLISHED + 3, 3, -1))


def test_only_the_remotes_branches_are_brought_in(office: Office) -> None:
    git(office.root, "config", "--add", "remote.origin.fetch", "+refs/heads/*:refs/heads/*")
    tip = office.save(GOAL, LATER).tip
    main = git(office.root, "rev-parse", "main")
    office.merged_elsewhere((GOAL, BETTER))
    fetch(office.store)
    assert (office.entry().tip, git(office.root, "rev-parse", "main")) == (tip, main)
