"""What a browser shows when somebody gives up at a login: how the password is typed, and who gives a new letter.

A browser asks again and again without a word of why. The page stands in the server's settings, not among the files:
so it is the same for a folder that is there and for one that is not.
"""

from collections.abc import Sequence
from html import escape

from generator.words import Words

ROOM = 3800  # bytes; nginx takes 4,096 for one word of its settings
# Signs that end or change a quoted word in the settings of nginx or Caddy.
SPECIAL = {ord(sign): f"&#{ord(sign)};" for sign in "'$`{}\\"}
HEAD = (
    '<!doctype html><html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"><title>{title}</title>'
    '<section style="max-width:32em;margin:2em auto;padding:0 1em;font:1.1em/1.5 sans-serif">'
)


def refused_page(languages: Sequence[Words]) -> str:
    """One line of HTML, in as many languages as there is room for, the first one surely."""
    first = languages[0]
    page = HEAD.format(language=first.said_in, title=in_settings(first.say("This page is private")))
    for words in languages:
        part = part_in(words)
        if len((page + part).encode()) > ROOM:
            break
        page += part
    return f"{page}</section>"


def part_in(words: Words) -> str:
    password = words.say("The password has capital letters and dashes. 0 is a zero, and 1 is a one.")
    said = (
        f'<h1 style="font-size:1.3em">{in_settings(words.say("This page is private"))}</h1>',
        f"<p>{in_settings(words.say('It opens with the code from your letter.'))} {in_settings(password)}</p>",
        f'<p><a href="">{in_settings(words.say("Try again"))}</a></p>',
        f"<p>{in_settings(words.say('No letter, or the code does not work? The school makes you a new one.'))}</p>",
    )
    return f'<div lang="{words.said_in}" dir="{words.direction}">{"".join(said)}</div>'


def in_settings(text: str) -> str:
    """Text as HTML that no server's settings could misread."""
    return escape(text, quote=True).translate(SPECIAL)
