"""A forge on this machine, as far as workflows can tell: a remote, runners in clean folders, caches, a host, issues.

It runs what stands in a workflow file, step by step, with a real shell; actions are played by what they promise. What a
workflow asks for and this does not know ends the test, so that nothing is passed over in silence.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from tests.conftest import TOP
from tests.history import git

REPOSITORY = "example/school"
TOKEN, SECRET_MARK = "token-of-this-run", "never-in-a-request"
NOON = 1795176000  # 2026-11-20, in the middle of the day
DAY = 24 * 60 * 60
MASTER = "9f2c61d07ab8e4531c77f0928d4be6a15f3390ce8812ad46b7e05c193f6d28a4"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
WORD = re.compile(r"'[^']*'|&&|\|\||!=|==|[()!]|[A-Za-z_][\w.-]*\(\)|[A-Za-z_][\w.-]*|\s+")
COMMAND = re.compile(r"::[A-Za-z-]+[^:]*::|##\[")
SIGNS = {"&&": " and ", "||": " or ", "!": " not "}


@dataclass
class Ran:
    """What became of a run of a workflow. `asked`: the steps that ran, by name."""

    jobs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    log: str = ""
    summary: str = ""
    artifacts: dict[str, dict[str, bytes]] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)  # values of secrets that any step was given

    @property
    def well(self) -> bool:
        return set(self.jobs.values()) <= {"success", "skipped"}

    @property
    def everything(self) -> bytes:
        """All that anybody can get of it."""
        files = (raw for artifact in self.artifacts.values() for raw in artifact.values())
        return b"\0".join((self.log.encode(), self.summary.encode(), *files))


@dataclass
class Forge:
    """`served`: the web host's folder; `issues`: what the forge's interface holds."""

    top: Path
    remote: Path
    served: Path
    address: str
    api: str
    issues: list[dict[str, Any]]
    cached: Path
    runs: int = 0
    workflows: str = ".github/workflows"

    def publish(self, **more: Any) -> Ran:
        return self.run("publish.yml", "push", self.head("main"), "main", secrets={"PATHBOOK_MASTER": MASTER}, **more)

    def request(self, branch: str) -> Ran:
        """A pull request, as the forge plays it: on the commit that a merge would make, with no secret."""
        with self.work() as clone:
            git(clone, "checkout", "--quiet", "--detach", "origin/main")
            git(clone, "merge", "--quiet", "--no-ff", "--message", "as it would be", f"origin/{branch}")
            git(clone, "push", "--quiet", "origin", f"HEAD:refs/pull/{branch}/merge")
            merged, head = git(clone, "rev-parse", "HEAD"), git(clone, "rev-parse", f"origin/{branch}")
        return self.run("plans.yml", "pull_request", merged, f"pull/{branch}/merge", base="main", head=head)

    def request_as_forgejo(self, branch: str) -> Ran:
        """The same as Forgejo plays it: on what was proposed itself."""
        head = self.head(branch)
        return self.run("plans.yml", "pull_request", head, f"pull/{branch}/head", base="main", head=head)

    def head(self, branch: str) -> str:
        return git(self.remote, "rev-parse", f"refs/heads/{branch}")

    @contextmanager
    def work(self) -> Iterator[Path]:
        """A clone in which somebody works."""
        clone = self.top / "work"
        shutil.rmtree(clone, ignore_errors=True)
        git(self.top, "clone", "--quiet", "--branch", "main", str(self.remote), str(clone))
        yield clone

    def merged(self, change: Callable[[Path], None], said: str = "A change") -> None:
        """A change that somebody merged."""
        with self.work() as clone:
            change(clone)
            git(clone, "add", "--all")
            git(clone, "commit", "--quiet", "--message", said)
            git(clone, "push", "--quiet", "origin", "HEAD:main")

    def proposed(self, branch: str, change: Callable[[Path], None]) -> None:
        with self.work() as clone:
            change(clone)
            git(clone, "add", "--all")
            git(clone, "commit", "--quiet", "--message", "A proposal")
            git(clone, "push", "--quiet", "--force", "origin", f"HEAD:{branch}")

    def run(
        self,
        name: str,
        event: str,
        sha: str,
        ref: str,
        *,
        base: str = "",
        head: str = "",
        secrets: Mapping[str, str] | None = None,
        now: int = NOON,
        tamper: Callable[[Path], None] | None = None,
    ) -> Ran:
        """The workflow as it stands in the commit: every job in the order of needs, each in a clean folder."""
        self.runs += 1
        workflow = yaml.safe_load(git(self.remote, "show", f"{sha}:{self.workflows}/{name}"))
        assert event in workflow[True], f"{name} does not run on {event}"  # YAML 1.1 reads the key `on` as true
        ran = Ran()
        github: dict[str, Any] = {
            "event_name": event,
            "sha": sha,
            "ref": f"refs/{'heads/' if event != 'pull_request' else ''}{ref}",
            "ref_name": ref,
            "base_ref": base,
            "repository": REPOSITORY,
            "run_id": str(1000 + self.runs),
            "run_attempt": "1",
            "server_url": f"file://{self.top}/remotes",
            "token": TOKEN,
            "event": {"pull_request": {"head": {"sha": head}}},
        }
        for job, said in workflow["jobs"].items():
            self.job(ran, job, said, {"github": github, "secrets": secrets or {}, "vars": {}}, now, tamper)
        return ran

    def job(self, ran: Ran, name: str, said: Mapping[str, Any], known: dict[str, Any], now: int, tamper: Any) -> None:
        needed = [said["needs"]] if isinstance(said.get("needs"), str) else said.get("needs", [])
        known |= {"needs": {each: {"result": ran.jobs[each], "outputs": ran.outputs[each]} for each in needed}}
        status = "success" if all(ran.jobs[each] == "success" for each in needed) else "failure"
        ran.outputs[name] = {}
        if not truth(str(said.get("if", "success()")), known, status):
            ran.jobs[name] = "skipped"
            return
        folder = self.top / "runners" / f"{self.runs}-{name}"
        (folder / "workspace").mkdir(parents=True)
        (folder / "temp").mkdir()
        (folder / "event.json").write_text(json.dumps({"repository": {"private": True, "visibility": "private"}}))
        status, steps = "success", dict[str, dict[str, dict[str, str]]]()
        for step in said["steps"]:
            known["steps"] = steps
            if truth(str(step.get("if", "success()")), known, status):
                ran.asked.append(step["name"])
                if tamper is not None:
                    tamper(folder)
                well = self.step(ran, step, known, folder, now, steps)
                if not well:
                    status = "failure"
                    ran.failed.append(step["name"])
        ran.jobs[name] = status
        ran.outputs[name] = {key: filled(str(value), known) for key, value in said.get("outputs", {}).items()}

    def step(
        self, ran: Ran, step: Mapping[str, Any], known: dict[str, Any], folder: Path, now: int, steps: dict[str, Any]
    ) -> bool:
        if "uses" in step:
            action = step["uses"].partition("@")[0]
            ACTIONS[action](
                self,
                ran,
                {key: filled(str(value), known) for key, value in step["with"].items()} if "with" in step else {},
                folder / "workspace",
            )
            return True
        own = {key: filled(str(value), known) for key, value in step.get("env", {}).items()}
        ran.given += [value for value in own.values() if value in known["secrets"].values() and value]
        files = {name: folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in files.values():
            file.write_text("")
        done = subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]),
            cwd=folder / "workspace",
            env=self.surroundings(known["github"], folder, now) | {k: str(v) for k, v in files.items()} | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
        )
        ran.log += f"\n=== {step['name']}\n{done.stdout.decode(errors='replace')}"
        ran.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        lines = (line.partition("=") for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        if "id" in step:
            steps[step["id"]] = {"outputs": {key: value for key, _, value in lines}}
        return done.returncode == 0

    def surroundings(self, github: Mapping[str, Any], folder: Path, now: int) -> dict[str, str]:
        """Nothing of whoever runs the tests but a shell's programs. Pathbook is at hand, so none is installed."""
        return {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(folder),
            "CI": "true",
            "GIT_CONFIG_GLOBAL": str(TOP / "tests" / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_API_URL": self.api,
            "RUNNER_TEMP": str(folder / "temp"),
            "SOURCE_DATE_EPOCH": str(now),
            "COMPARE_WAIT": "0",
            **{f"GITHUB_{name.upper()}": value for name, value in github.items() if name not in ("token", "event")},
        }


def truth(said: str, known: Mapping[str, Any], status: str) -> bool:
    """Whether a condition holds. One that asks for no status means: when all went well before."""
    asks = any(f"{word}()" in said for word in ("success", "failure", "always"))
    return bool(value_of(said, known, status)) and (asks or status == "success")


def value_of(expression: str, known: Mapping[str, Any], status: str = "success") -> Any:
    assert "".join(WORD.findall(expression)) == expression, f"not understood: {expression}"
    functions = {"success()": status == "success", "failure()": status == "failure", "always()": True}
    said = ""
    for word in WORD.findall(expression):
        if word in SIGNS or word in ("==", "!=", "(", ")") or word.isspace():
            said += SIGNS.get(word, word)
        else:
            said += repr(
                word[1:-1] if word[0] == "'" else functions[word] if word in functions else looked_up(word, known)
            )
    return eval(said, {"__builtins__": {}})  # made of literals and signs alone


def looked_up(path: str, known: Any) -> Any:
    """What GitHub does not know is an empty text."""
    for part in path.split("."):
        known = known.get(part, "") if isinstance(known, Mapping) else ""
    return known


def filled(text: str, known: Mapping[str, Any]) -> str:
    return EXPRESSION.sub(lambda found: str(value_of(found[1], known)), text)


def commands_in(log: str) -> list[str]:
    """The lines that a runner takes for its own commands. Between stop and its word again, it takes none."""
    found, stopped = [], None
    for line in log.splitlines():
        if stopped is not None:
            stopped = None if line.strip() == f"::{stopped}::" else stopped
        elif line.strip().startswith("::stop-commands::"):
            stopped = line.strip().removeprefix("::stop-commands::")
        elif re.match(r"::[A-Za-z]", line.strip()) or "##[" in line:
            found.append(line.strip())
    return found


def cache_paths(said: Mapping[str, str], top: Path) -> list[Path]:
    return [path for pattern in said["path"].split() for path in top.glob(pattern)]


def restore(forge: Forge, _ran: Ran, said: Mapping[str, str], workspace: Path) -> None:
    """The newest cache whose key begins as it is said."""
    held = sorted((path for path in forge.cached.iterdir() if path.name.startswith(said["restore-keys"])), key=written)
    if held:
        shutil.copytree(held[-1], workspace, dirs_exist_ok=True, symlinks=True)


def written(path: Path) -> int:
    return int(path.name.split("-")[1])


def save(forge: Forge, _ran: Ran, said: Mapping[str, str], workspace: Path) -> None:
    for path in cache_paths(said, workspace):
        target = forge.cached / said["key"] / path.relative_to(workspace)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(path, target, symlinks=True) if path.is_dir() else shutil.copy(path, target)


def upload(_forge: Forge, ran: Ran, said: Mapping[str, str], workspace: Path) -> None:
    top = workspace / said["path"]
    ran.artifacts[said["name"]] = {
        path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()
    }


def upload_pages(_forge: Forge, ran: Ran, said: Mapping[str, str], workspace: Path) -> None:
    upload(_forge, ran, {"name": "github-pages", **said}, workspace)


def deploy_pages(forge: Forge, ran: Ran, _said: Mapping[str, str], _workspace: Path) -> None:
    """Pages take all of it or nothing."""
    for old in forge.served.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for path, raw in ran.artifacts["github-pages"].items():
        (forge.served / path).parent.mkdir(parents=True, exist_ok=True)
        (forge.served / path).write_bytes(raw)


ACTIONS: dict[str, Callable[[Forge, Ran, Mapping[str, str], Path], None]] = {
    "actions/cache/restore": restore,
    "actions/cache/save": save,
    "actions/upload-artifact": upload,
    "actions/upload-pages-artifact": upload_pages,
    "actions/deploy-pages": deploy_pages,
}


class Host(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...

    def list_directory(self, path: Any) -> None:
        self.send_error(404)


class Issues(BaseHTTPRequestHandler):
    """As much of the forge's interface as issues take, alike on GitHub, Forgejo and GitLab."""

    def __init__(self, issues: list[dict[str, Any]], *rest: Any) -> None:
        self.issues = issues
        super().__init__(*rest)

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        self.answer([each for each in self.issues if each["state"] == "open"])

    def do_POST(self) -> None:
        self.issues.append({"number": len(self.issues) + 1, "state": "open", **self.sent()})
        self.answer(self.issues[-1])

    def do_PATCH(self) -> None:
        self.changed()

    def do_PUT(self) -> None:
        self.changed()

    def changed(self) -> None:
        issue = self.issues[int(self.path.rpartition("/")[2]) - 1]
        sent = self.sent()
        issue["state"] = "closed" if "close" in (sent.get("state_event"), sent.get("state", "")[:5]) else issue["state"]
        self.answer(issue)

    def sent(self) -> dict[str, Any]:
        asked = TOKEN in (self.headers.get("Authorization", "") + self.headers.get("PRIVATE-TOKEN", ""))
        assert asked, "the forge answers only to the token of the run"
        told: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return told

    def answer(self, told: object) -> None:
        raw = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


@contextmanager
def served_by(handler: Callable[..., Any]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def forge_with(top: Path, school: Callable[[str], Path]) -> Iterator[Forge]:
    """A forge that holds the school which is made for the address it serves."""
    for name in ("served", "cached", "runners", "remotes"):
        (top / name).mkdir(parents=True)
    issues: list[dict[str, Any]] = []
    with (
        served_by(partial(Host, directory=str(top / "served"))) as address,
        served_by(partial(Issues, issues)) as api,
    ):
        remote = top / "remotes" / REPOSITORY
        git(top, "clone", "--quiet", "--bare", str(school(address)), str(remote))
        git(remote, "config", "uploadpack.allowAnySHA1InWant", "true")
        yield Forge(
            top=top,
            remote=remote,
            served=top / "served",
            address=address,
            api=api,
            issues=issues,
            cached=top / "cached",
        )


def environment_of_tests() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
