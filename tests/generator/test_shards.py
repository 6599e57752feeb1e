"""Parts of a school, built each by itself and put together: what one build would have made, or a sentence."""

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import build
from generator.cli.app import status_of
from generator.gathering import gather
from generator.manifest import Built, Order, Outcome
from generator.problem import ToolFailed
from generator.publish.swap import digest_of
from generator.sample import write_sample
from generator.shards import Shard, Stamp, digest_of_ids, is_in, shard_said, write_stamp

DAY = date(2026, 11, 20)
LEARNERS, PARTS = 7, 2
SHARDS = tuple(Shard(part=part, of=PARTS) for part in range(1, PARTS + 1))
ids = st.from_regex(r"s-[0-9]{5}", fullmatch=True)


class Nobody:
    def waiting(self, who: str) -> None:
        raise AssertionError(who)

    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


def built(order: Order, on: date = DAY) -> Outcome:
    return build(order, lambda _: on, Nobody())


def gathered(out: Path, *parts: Path) -> None:
    gather(out, parts, lambda who: pytest.fail(who))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("schools") / "school"
    write_sample(root, LEARNERS)
    return root


@pytest.fixture(scope="module")
def parts(school: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    top = tmp_path_factory.mktemp("parts")
    for shard in SHARDS:
        order = Order(root=school, out=top / str(shard.part), access="sealed", only="site", shard=shard)
        assert built(order).in_order
    return tuple(top / str(shard.part) for shard in SHARDS)


@settings(max_examples=30)
@given(learners=st.sets(ids, max_size=20), of=st.integers(1, 20))
def test_every_learner_is_in_one_part_whoever_else_there_is(learners: set[str], of: int) -> None:
    shards = [Shard(part=part, of=of) for part in range(1, of + 1)]
    assert all(sum(is_in(shard, learner) for shard in shards) == 1 for learner in learners)


def test_parts_are_of_about_equal_size() -> None:
    sizes = Counter(
        next(part for part in range(1, 17) if is_in(Shard(part=part, of=16), f"s-{number:05}"))
        for number in range(10_000)
    )
    assert max(sizes.values()) < 1.15 * 10_000 / 16


@pytest.mark.parametrize(
    ("typed", "shard", "because"),
    [
        ("3/16", Shard(part=3, of=16), "the third of sixteen"),
        ("1/1", Shard(part=1, of=1), "the whole is a part too"),
        ("0/4", None, "people count from one"),
        ("5/4", None, "there are only four"),
        ("4", None, "of how many?"),
        ("1/4 ", None, "nothing but the two numbers"),
        ("-1/4", None, "nothing but the two numbers"),
    ],
)
def test_which_part_somebody_typed(typed: str, shard: Shard | None, because: str) -> None:
    assert shard_said(typed) == shard, because


def test_parts_put_together_are_what_one_build_makes(school: Path, parts: tuple[Path, ...], tmp_path: Path) -> None:
    order = Order(root=school, out=tmp_path / "one", access="sealed", only="site", how="serial")
    assert built(order).in_order
    together = tmp_path / "together"
    (together / "site/s/somebody-who-left").mkdir(parents=True)
    (together / "site/_theme/0123456789abcdef").mkdir(parents=True)
    gathered(together, *parts)
    assert digest_of(together / "site") == digest_of(tmp_path / "one/site")
    lines = ".pathbook/manifest.json"
    assert (together / lines).read_bytes() == (tmp_path / "one" / lines).read_bytes()
    assert not (together / ".pathbook/shard.json").exists()
    again = built(replace(order, out=together))
    assert again.built == ()
    assert len(again.resting) == LEARNERS
    before = {path: path.stat().st_mtime_ns for path in (together / "site").rglob("*") if path.is_file()}
    gathered(together, *parts)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_part_is_not_built_among_what_others_built(school: Path, parts: tuple[Path, ...], tmp_path: Path) -> None:
    gathered(tmp_path / "together", *parts)
    before = digest_of(tmp_path / "together/site")
    with pytest.raises(ToolFailed, match="holds outputs of other learners than part 1/2"):
        built(Order(root=school, out=tmp_path / "together", access="sealed", only="site", shard=SHARDS[0]))
    assert digest_of(tmp_path / "together/site") == before


def test_a_build_that_is_broken_off_or_is_of_all_leaves_no_part(
    school: Path, parts: tuple[Path, ...], tmp_path: Path
) -> None:
    part = tmp_path / "part"
    shutil.copytree(parts[0], part)
    with pytest.raises(ToolFailed, match="no learner s-99999"):
        built(Order(root=school, out=part, access="sealed", only="site", learners=("s-99999",)))
    with pytest.raises(ToolFailed, match="holds no part that was built to its end"):
        gathered(tmp_path / "together", part, parts[1])


ALL = tuple(f"s-{number:04}" for number in range(1, 9))
STAMP = Stamp(
    part=1,
    of=2,
    on="2026-11-20",
    commit="1" * 40,
    programs="p",
    secret="m",
    beside="b",
    access="plain",
    only="",
    appendix=False,
    release=9,
    school=digest_of_ids(ALL),
    learners=(),
    failed=(),
    stays=(),
)


def laid(top: Path, name: str, stamp: Stamp, text: str = "page", front: str = "front") -> Path:
    """A part with a page and a paper for each learner who could be built."""
    out = top / name
    for learner in stamp.learners:
        if learner not in stamp.failed:
            for file in (f"site/s/{learner}/index.html", f"pdf/{learner}/plan.pdf"):
                (out / file).parent.mkdir(parents=True)
                (out / file).write_text(f"{text} {learner}")
    (out / "access").mkdir(parents=True)
    (out / "access" / "rules").write_text(front)
    (out / ".pathbook").mkdir()
    write_stamp(out / ".pathbook", stamp)
    return out


def of_shard(part: int, **others: object) -> Stamp:
    learners = tuple(one for one in ALL if is_in(Shard(part=part, of=2), one))
    return replace(STAMP, part=part, learners=learners, **others)  # type: ignore[arg-type]


def texts_in(out: Path) -> Mapping[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for top in ("site", "pdf", "access")
        for path in (out / top).rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("other", "sentence", "because"),
    [
        ({"commit": "2" * 40}, "different commits (1111", "half of it would be of yesterday"),
        ({"on": "2026-11-21"}, "different days (2026-11-20 and 2026-11-21)", "midnight passed between two machines"),
        ({"programs": "q"}, "different versions of Pathbook", "pages would look different"),
        ({"access": "sealed"}, "different kinds of access (plain and sealed)", "open pages among sealed ones"),
        ({"only": "pdf"}, "different kinds of outputs", "sites would be missing"),
        ({"appendix": True}, "different choices of --appendix", "papers would differ"),
        ({"secret": "n"}, "different master secrets", "codes would open only some"),
        ({"beside": "c"}, "different files of names", "names might be missing"),
        ({"release": 10}, "different release numbers (9 and 10)", "devices would refuse the older one"),
        ({"school": "x"}, "different lists of learners", "somebody came between"),
        ({"of": 3}, "different numbers of parts (2 and 3)", "learners are shared out otherwise"),
    ],
)
def test_parts_of_two_builds_are_refused(
    other: Mapping[str, object], sentence: str, because: str, tmp_path: Path
) -> None:
    first = laid(tmp_path, "a", of_shard(1))
    second = laid(tmp_path, "b", replace(of_shard(2), **other))  # type: ignore[arg-type]
    with pytest.raises(ToolFailed) as refused:
        gathered(tmp_path / "out", first, second)
    assert sentence in str(refused.value), because
    assert not (tmp_path / "out").exists()


def test_a_part_twice_one_missing_one_of_another_front_and_a_strange_folder_are_refused(tmp_path: Path) -> None:
    first, second = laid(tmp_path, "a", of_shard(1)), laid(tmp_path, "b", of_shard(2))
    twin, other = laid(tmp_path, "c", of_shard(2)), laid(tmp_path, "d", of_shard(2), front="other")
    odd = laid(tmp_path, "e", replace(of_shard(2), learners=ALL))
    (tmp_path / "plain").mkdir()
    damaged = laid(tmp_path, "f", of_shard(2))
    stamp = damaged / ".pathbook/shard.json"
    stamp.write_text(stamp.read_text()[:100])
    foreign = laid(tmp_path, "g", of_shard(2))
    (foreign / ".pathbook/shard.json").write_text(json.dumps({"format": 99}))
    for given_parts, sentence in (
        ((first, second, twin), f"{second} and {twin} are both part 2/2"),
        ((first,), "2/2 of the parts is missing"),
        ((first, other), "differ in what is nobody's"),
        ((first, odd), "do not hold every learner once"),
        ((first, tmp_path / "plain"), "holds no part that was built to its end"),
        ((first, damaged), "holds a part whose stamp is damaged"),
        ((first, foreign), "holds a part that another Pathbook built"),
    ):
        with pytest.raises(ToolFailed, match=sentence):
            gathered(tmp_path / "out", *given_parts)
    with pytest.raises(ToolFailed, match="is one of the parts"):
        gathered(first, first, second)
    assert not (tmp_path / "out").exists()


def test_of_whom_nobody_could_build_the_last_good_output_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    gathered(out, laid(tmp_path, "a1", of_shard(1), "old"), laid(tmp_path, "b1", of_shard(2), "old"))
    failed = of_shard(2).learners[0]
    stamp = replace(of_shard(2), failed=(failed,), stays=(f"site/s/{failed}", f"pdf/{failed}"))
    first, second = laid(tmp_path, "a2", of_shard(1), "new"), laid(tmp_path, "b2", stamp, "new")
    assert status_of(["merge-shards", str(out), str(first), str(second)]) == 1
    assert status_of(["merge-shards", str(out), str(first), str(second), "--allow-failed", "1"]) == 0
    assert texts_in(out) == {"access/rules": "front"} | {
        file: f"{'old' if one == failed else 'new'} {one}"
        for one in ALL
        for file in (f"site/s/{one}/index.html", f"pdf/{one}/plan.pdf")
    }


def test_who_has_left_is_taken_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    gathered(out, laid(tmp_path, "a1", of_shard(1)), laid(tmp_path, "b1", of_shard(2)))
    gone = of_shard(1).learners[0]
    school = digest_of_ids(one for one in ALL if one != gone)
    first = replace(of_shard(1), learners=of_shard(1).learners[1:], school=school)
    gathered(out, laid(tmp_path, "a2", first), laid(tmp_path, "b2", replace(of_shard(2), school=school)))
    assert not [file for file in texts_in(out) if gone in file]
    assert len(texts_in(out)) == 1 + 2 * (len(ALL) - 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--shard", "4"), "write the third of sixteen as 3/16"),
        (("--shard", "1/2", "s-00001"), "leave out ids"),
        (("--shard", "1/2", "--publish"), "publish the parts together"),
        (("--executor", "threads"), "is no way to share out work"),
    ],
)
def test_what_cannot_be_asked_for_is_said(
    typed: tuple[str, ...], said: str, school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(["build", "--root", str(school), *typed]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
