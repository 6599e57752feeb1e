"""A configuration of Decap CMS for a school's repository, from the schemas that everything else is checked by.

It is for schools that have a forge and want its logins. It loads nothing from elsewhere, holds nobody's name, and what
Decap saves is put back onto the files' own text by `pathbook tidy`.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, TypeAlias

import yaml

from generator.editing.editors.school_ids import SchoolIds
from generator.editing.other_tools.cms_fields import CHOICES, MOST_IN_A_MENU, Field, called, fields_of, file_name
from generator.load.learner_folders import LearnerFolder
from generator.yamltext.splice import written

FOLDER = "admin"
MADE = "# Written by `pathbook cms`; what is changed here is lost when it runs again.\n"
Collection: TypeAlias = dict[str, Any]
Forms: TypeAlias = Mapping[str, list[Field]]
# Kinds that have a folder of their own below a learner's: where, how a new file is called, how the list calls each.
# Evidence is called by the moment it was begun: Decap would make its name, and the branch's, of what the file says.
BESIDE_THE_YEARS: Mapping[str, tuple[str, str, str]] = {
    "evidence": ("evidence", "{{year}}-{{month}}-{{day}}-{{hour}}{{minute}}{{second}}", "{{filename}}"),
    "support": ("supports", "{{fields.id}}", "{{id}}"),
}
OF_A_YEAR: Mapping[str, tuple[str, str, str]] = {
    "goal": ("goals", "{{fields.id}}", "{{id}}"),
    "conference": ("conferences", "{{fields.on}}", "{{filename}}"),
}
TOP_FIELD: Mapping[str, str] = {"evidence": "evidence", "conference": "on"}  # else "id"
SHARED: tuple[tuple[str, str, str], ...] = (
    ("group", "Groups", "plans/groups"),
    ("pathway", "Pathways", "frameworks/pathways"),
)
SHARED_FILES: tuple[tuple[str, str, str], ...] = (
    ("activities", "Activities", "frameworks/catalogue/activities.yml"),
    ("supports", "Supports of the library", "frameworks/catalogue/supports.yml"),
    ("partners", "Partners", "frameworks/catalogue/partners.yml"),
)
KINDS_SHOWN = (
    *("goal", "conference", "evidence", "support", "learner", "plan"),
    *("group", "pathway", "activities", "supports", "partners"),
)
PAGE = files("generator") / "editing" / "other_tools" / "cms_page"


def cms_files(
    ids: SchoolIds, folders: Iterable[LearnerFolder], years: Mapping[str, tuple[str, ...]], backend: Mapping[str, Any]
) -> Mapping[str, bytes]:
    """The files of the page, by path from the root. `years`: of each learner, those that have a plan."""
    config = configuration(ids, tuple(folders), years, backend)
    page = (PAGE / "index.html").read_text(encoding="utf-8").replace("POLICY", policy_of(backend))
    choices = {f"{FOLDER}/{file_name(of)}.yml": MADE + written(listed(ids, of)) for of in searched(ids)}
    texts = {
        # What several collections share is written once and referred to. No file of a plan is written so.
        f"{FOLDER}/config.yml": MADE + yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120),
        f"{FOLDER}/index.html": page,
        f"{FOLDER}/words.js": (PAGE / "words.js").read_text(encoding="utf-8"),
        **choices,
    }
    return {file: text.encode() for file, text in texts.items()}


def configuration(
    ids: SchoolIds, folders: tuple[LearnerFolder, ...], years: Mapping[str, tuple[str, ...]], backend: Mapping[str, Any]
) -> dict[str, Any]:
    forms = {kind: fields_of(kind, ids) for kind in KINDS_SHOWN}  # each list once: the file refers to it again
    of_learners = (each for folder in folders for each in of_learner(folder, years.get(folder.learner, ()), forms))
    return {
        "backend": {**backend, "commit_messages": MESSAGES},
        "publish_mode": "editorial_workflow",
        "show_preview_links": False,
        "media_folder": f"{FOLDER}/media",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [*of_learners, *of_all(forms), choices_of(ids)],
    }


# What is changed is told by ids; a plan's words do not belong into messages that a host copies into e-mails.
MESSAGES: Mapping[str, str] = {
    "create": "{{collection}}: {{path}}",
    "update": "{{collection}}: {{path}}",
    "delete": "{{collection}}: {{path}} is gone",
    "uploadMedia": "A file beside evidence",
    "deleteMedia": "A file beside evidence is gone",
}


def of_learner(folder: LearnerFolder, years: tuple[str, ...], forms: Forms) -> Iterator[Collection]:
    """The newest year first: that is what people come for."""
    for year in sorted(years, reverse=True):
        for kind, (below, slug, summary) in OF_A_YEAR.items():
            place = f"{folder.folder}/{year}/{below}"
            yield in_folder(
                f"{folder.learner}-{year}-{below}", f"{folder.learner} {below} {year}", place, kind, forms
            ) | {
                "slug": slug,
                "summary": summary,
            }
    for kind, (below, slug, summary) in BESIDE_THE_YEARS.items():
        made = in_folder(
            f"{folder.learner}-{below}", f"{folder.learner} {below}", f"{folder.folder}/{below}", kind, forms
        )
        # What is added to a piece of evidence lies beside it, under its bare name.
        yield made | {"slug": slug, "summary": summary, "media_folder": "", "public_folder": ""}
    files = [("learner", "About the learner", f"{folder.folder}/learner.yml")]
    files += [("plan", f"Plan of {year}", f"{folder.folder}/{year}/plan.yml") for year in sorted(years, reverse=True)]
    yield of_files(f"{folder.learner}-plan", f"{folder.learner} plan", files, forms)


def of_all(forms: Forms) -> Iterator[Collection]:
    for kind, label, folder in SHARED:
        yield in_folder(kind, label, folder, kind, forms) | {"slug": "{{fields.id}}", "summary": "{{id}}"}
    yield of_files("catalogue", "Catalogue", SHARED_FILES, forms)


def in_folder(name: str, label: str, folder: str, kind: str, forms: Forms) -> Collection:
    return {
        "name": name,
        "label": label,
        "folder": folder,
        "extension": "yml",
        "format": "yml",
        "create": True,
        "delete": False,  # what was agreed is ended, not deleted
        "identifier_field": TOP_FIELD.get(kind, "id"),
        "editor": {"preview": False},
        "fields": forms[kind],
    }


def of_files(name: str, label: str, files: Iterable[tuple[str, str, str]], forms: Forms) -> Collection:
    listed = [
        {"name": file.rpartition("/")[2].removesuffix(".yml") + f"-{place}", "label": called, "file": file}
        | {"fields": forms[kind]}
        for place, (kind, called, file) in enumerate(files, 1)
    ]
    return {"name": name, "label": label, "format": "yml", "editor": {"preview": False}, "files": listed}


def searched(ids: SchoolIds) -> tuple[str, ...]:
    return tuple(of for of, known in ids.items() if len(known) > MOST_IN_A_MENU)


def listed(ids: SchoolIds, of: str) -> dict[str, Any]:
    return {"choices": [{"id": each.id, "called": called(each)} for each in ids[of]]}


def choices_of(ids: SchoolIds) -> Collection:
    """What long lists are searched in; nobody edits it."""
    inside = [{"name": name, "label": name, "widget": "string"} for name in ("id", "called")]
    fields = [{"name": "choices", "label": "Choices", "widget": "list", "fields": inside}]
    files = [
        {"name": file_name(of), "label": of, "file": f"{FOLDER}/{file_name(of)}.yml", "fields": fields}
        for of in searched(ids)
    ]
    return {"name": CHOICES, "label": "Choices", "hide": True, "files": files}


def policy_of(backend: Mapping[str, Any]) -> str:
    """What the page may load and ask: its own files, and the forge it saves to."""
    hosts = " ".join(
        dict.fromkeys(host for key in ("base_url", "api_root", "proxy_url") for host in origin(backend, key))
    )
    asked = " ".join(filter(None, ("connect-src 'self' blob:", hosts, " ".join(API_OF.get(backend["name"], ())))))
    return (
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; {asked}; object-src 'none'; base-uri 'none'"
    )


API_OF: Mapping[str, tuple[str, ...]] = {
    "github": ("https://api.github.com", "https://api.netlify.com"),
    "gitlab": ("https://gitlab.com",),
}


def origin(backend: Mapping[str, Any], key: str) -> tuple[str, ...]:
    scheme, _, rest = str(backend.get(key, "")).partition("://")
    return (f"{scheme}://{rest.partition('/')[0]}",) if rest else ()
