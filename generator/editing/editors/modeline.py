"""The line at the top of a file that tells an editor by which schema it helps: `# yaml-language-server: $schema=…`.

Editors other than VS Code read nothing else; the path is relative, so that it holds in every clone.
"""

from posixpath import dirname, relpath

SCHEMA_FOLDER = ".vscode/schemas"
BEFORE_ADDRESS = "# yaml-language-server: $schema="


def modeline_for(kind: str, file: str) -> str:
    """The first line of a file of a kind (a word of KINDS), with its line end; `file` is the path from the root."""
    return f"{BEFORE_ADDRESS}{relpath(schema_file(kind), dirname(file) or '.')}\n"


def schema_file(kind: str) -> str:
    """Where `pathbook schema` writes the schema of a kind, from the school's root."""
    return f"{SCHEMA_FOLDER}/{kind}.schema.json"
