"""What is said where something cannot be done: each sentence once, so that it is said in the reader's language.

Whoever refuses raises starlette's HTTPException with the name of the sentence as its detail.
"""

from collections.abc import Mapping

from generator.words import Words

REFUSALS: Mapping[str, str] = {
    "not-yours": "There is nobody here by this number whose plan you may edit.",
    "no-page": "There is no such page. Perhaps it was taken away, or the address was cut off.",
    "no-file": "There is no such file.",
    "no-draft": "Nothing unsaved is kept here.",
    "no-name": "Nothing can be kept under this name.",
    "no-json": "What arrived cannot be read. Nothing was changed.",
    "no-thing": "This cannot be saved: the page does not say what it is. Nothing was changed.",
    "no-kind": "Nothing of this kind can be begun here.",
    "no-evidence": "There is no evidence in what was sent. Nothing was changed.",
    "no-entry": "There is no such entry of yours. Perhaps it is published already.",
    "gone": "There is no such file. Perhaps somebody took it away; what you typed is kept as a draft.",
    "put-away": "This school year has been put away: its goals, conversations and plan are here to read and are not "
    "changed any more. Evidence and supports can be changed as before.",
    "unreadable": "This file cannot be read as it is; somebody who works with the files must mend it first.",
    "lost-photo": "A photo is not here any more. Add it again; everything else is as you left it.",
    "clash": "Somebody else changed the same meanwhile. Open it, answer the question, and send it again.",
    "busy": "Others save here all the time. Nothing was lost: save once more.",
    "wrong-kind": "This is not what the form takes here. Nothing was changed.",
    "too-much": "This is more than the form takes at once. Nothing was changed.",
    "unfinished": "What was sent did not arrive whole. Nothing was changed; send it again.",
    "shared": "Something in the files of the whole school is wrong, and nothing can be edited until it is mended. "
    "Tell whoever looks after the plans: “pathbook check” says what it is.",
    "ours": "Something went wrong in Pathbook itself. Nothing that was saved is lost, and what you type is kept.",
}


def in_words(words: Words, detail: str) -> str:
    """The sentence of this name; a sentence that is whole already stays as it is."""
    return words.say(REFUSALS[detail]) if detail in REFUSALS else detail
