"""yaml-language-server, spoken to as an editor does: JSON-RPC over its standard input and output."""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from tests.conftest import TOP

PROGRAM = TOP / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
WHAT_AN_EDITOR_CAN = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
}
Found: TypeAlias = tuple[tuple[int, str], ...]  # line from 1, and what is said of it


class LanguageServer:
    """One process; a file is opened by its path, whether it exists on the disk or not."""

    def __init__(self, root: Path, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        self.said: dict[str, list[dict[str, Any]]] = {}
        self.asked = 0
        self.process = subprocess.Popen(
            ("node", PROGRAM, "--stdio"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        folder = {"uri": root.as_uri(), "name": "school"}
        hello = {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder]}
        self.ask("initialize", hello | {"capabilities": WHAT_AN_EDITOR_CAN})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()

    def tell(self, method: str, parameters: Mapping[str, Any]) -> None:
        self.send({"method": method, "params": parameters})

    def ask(self, method: str, parameters: Mapping[str, Any]) -> Any:
        self.asked += 1
        number = self.asked
        self.send({"id": number, "method": method, "params": parameters})
        while (answer := self.receive()).get("id") != number or "method" in answer:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def send(self, message: Mapping[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while header := self.process.stdout.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        match message.get("method"):
            case "textDocument/publishDiagnostics":
                self.said[message["params"]["uri"]] = message["params"]["diagnostics"]
            case "workspace/configuration":
                wanted = [self.settings.get(asked["section"], {}) for asked in message["params"]["items"]]
                self.send({"id": message["id"], "result": wanted})
            case str() if "id" in message:  # it asks to be told of files that change
                self.send({"id": message["id"], "result": None})
        return message

    def problems(self, texts: Mapping[Path, str]) -> Mapping[Path, Found]:
        """What is said of each file, in the order of lines; none of them was opened before."""
        for file, text in texts.items():
            document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
            self.tell("textDocument/didOpen", {"textDocument": document})
        while any(file.as_uri() not in self.said for file in texts):
            self.receive()
        return {file: found(self.said[file.as_uri()]) for file in texts}

    def hover(self, file: Path, line: int, column: int) -> str:
        told: str = self.ask("textDocument/hover", at(file, line, column))["contents"]["value"]
        return told

    def suggestions(self, file: Path, line: int, column: int) -> list[dict[str, Any]]:
        offered: list[dict[str, Any]] = self.ask("textDocument/completion", at(file, line, column))["items"]
        return offered

    def seconds(self) -> float:
        """How long the server has worked, whoever else uses the machine."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def at(file: Path, line: int, column: int) -> dict[str, Any]:
    """Line and column from 1, as people count."""
    return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line - 1, "character": column - 1}}


def found(diagnostics: Iterable[Mapping[str, Any]]) -> Found:
    return tuple(sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in diagnostics))


def settings_for(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """The server's settings as VS Code hands them on."""
    yaml = {
        "schemas": schemas,
        "schemaStore": {"enable": False},
        "yamlVersion": "1.2",
        "hover": True,
        "completion": True,
        "validate": True,
    }
    return {"yaml": yaml, "http": {}, "[yaml]": {}}
