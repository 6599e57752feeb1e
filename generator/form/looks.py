"""Scripts and styles of the form: the files that lie in `web/`, the theme's fonts, and nothing else."""

from collections.abc import Mapping
from http import HTTPStatus
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.form.visit import Visit
from generator.render.sources import shipped

FOLDER = files("generator.form") / "web"
FONTS = shipped("site_templates") / "theme" / "fonts"
KINDS: Mapping[str, str] = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "png": "image/png",
}


def web(visit: Visit) -> Response:
    name = visit.part("file")
    ending = name.rpartition(".")[2]
    file = next(
        (each for each in (*FOLDER.iterdir(), *FONTS.glob("*.woff2")) if each.name == name and each.is_file()), None
    )
    if file is None or ending not in KINDS:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no-file")
    return Response(file.read_bytes(), media_type=KINDS[ending])
