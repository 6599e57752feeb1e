"""In which language the form speaks to somebody: asked for, remembered, the browser's, the school's own."""

from collections.abc import Iterator

from starlette.requests import Request

LANGUAGE_COOKIE = "pathbook-language"


def language_of(request: Request, spoken: tuple[str, ...]) -> str:
    """One of the languages spoken here, the first of which is the school's own."""
    return next((tag for tag in wished_for(request) if tag in spoken), spoken[0])


def wished_for(request: Request) -> Iterator[str]:
    yield request.query_params.get("lang", "")
    yield request.cookies.get(LANGUAGE_COOKIE, "")
    for tag in accepted(request.headers.get("accept-language", "")):
        yield tag
        yield tag.partition("-")[0]


def accepted(header: str) -> tuple[str, ...]:
    """The languages a browser asks for, the dearest first: "ar,en;q=0.8" → ar, en."""
    weighed = []
    for part in header.split(",")[:20]:
        tag, _, weight = part.strip().partition(";")
        weighed.append((weight_of(weight), tag.strip()))
    return tuple(tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0 and tag)


def weight_of(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 0.0
