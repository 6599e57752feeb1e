"""What a letter with a code advises: finding the plan, opening it, and what to do with the device and the paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.model.recipients import Recipient
from generator.words import Words

Place = Literal["site", "login", "stick"]  # a sealed site, one behind a host's own login, one file


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """What one letter holds that no file says. `addresses`: by learner, where the plan is; None: on a stick.

    `user`: the name to be typed beside the code where a host asks for both; None: it does not. `trial`: the code was
    made with the secret that everybody knows.
    """

    code: str = field(repr=False)
    addresses: Mapping[str, str] | None
    user: str | None
    trial: bool

    @property
    def place(self) -> Place:
        if self.addresses is None:
            return "stick"
        return "site" if self.user is None else "login"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    title: str
    lines: tuple[str, ...]


def finding(recipient: Recipient, enclosed: Enclosed, words: Words, *, pictured: bool) -> Advice:
    """`pictured`: some address can be read by a camera."""
    if enclosed.place == "stick":
        first = words.say("Put the stick into a computer. Open the file on it with a browser.")
        return Advice(title=words.say("Open the file"), lines=(first,))
    going = going_there(recipient, words, pictured=pictured)
    alike = words.say("At the end of the address there are no ones and zeros: they are the letters l and o.")
    title = words.say("The address") if speaks_to_a_child(recipient) else words.say("Go to the address")
    # A host with logins has the learner's id there, which is made of figures.
    return Advice(title=title, lines=(going, alike) if enclosed.place == "site" else (going,))


def going_there(recipient: Recipient, words: Words, *, pictured: bool) -> str:
    if pictured and speaks_to_a_child(recipient):
        return words.say("Point a camera at the square picture. Or type the address.")
    if pictured:
        return words.say(
            "Point a phone’s camera at the square picture. Or type the address into the top line of a browser."
        )
    if recipient.kind == "staff":
        return words.say("Choose a plan from the list. In this file the addresses can be clicked.")
    return words.say("Type the address into the top line of a browser.")


def typing(recipient: Recipient, enclosed: Enclosed, words: Words) -> Advice:
    if enclosed.place == "login":
        exactly = words.say("The browser asks for a name and a password. Type both exactly as they stand here.")
        dashes = words.say("The password has capital letters and dashes. 0 is a zero, and 1 is a one.")
        return Advice(title=words.say("Type the name and the password"), lines=(exactly, dashes))
    if speaks_to_a_child(recipient):
        fine = words.say("Small letters are fine. You need no dashes. 0 is a zero, and 1 is a one.")
        return Advice(title=words.say("My code"), lines=(fine,))
    fine = words.say("Small letters are fine, and the dashes may be left out. 0 is always a zero, 1 always a one.")
    return Advice(title=words.say("Type the code"), lines=(fine,))


def opening(recipient: Recipient, enclosed: Enclosed, words: Words) -> Advice:
    """The last step, and how one ends."""
    if enclosed.place == "login":
        return Advice(title=words.say("Done?"), lines=(words.say("Close the whole browser, so that nobody reads on."),))
    if enclosed.place == "stick":
        close = words.say("Done? Close the window, and take the stick with you.")
        return Advice(title=words.say("Touch “{button}”", button=words.say("Open")), lines=(close,))
    touch = words.say("Open")
    if speaks_to_a_child(recipient):
        line = words.say("Touch “{open}”. When you have finished, touch the padlock at the top.", open=touch)
        return Advice(title=words.say("Open my plan"), lines=(line,))
    done = words.say("Done? Touch the padlock at the top of the page: it locks the plan.")
    return Advice(title=words.say("Touch “{button}”", button=touch), lines=(done,))


def speaks_to_a_child(recipient: Recipient) -> bool:
    return recipient.kind == "learner" and recipient.reads[0].stage == "elementary"


def advice_of(recipient: Recipient, enclosed: Enclosed, words: Words) -> tuple[Advice, ...]:
    """What to know about the device, the paper, and its loss."""
    remember = (remembering(recipient, words),) if enclosed.place == "site" else ()
    return (*remember, keeping(recipient, enclosed, words), losing(recipient, enclosed, words))


def remembering(recipient: Recipient, words: Words) -> Advice:
    """What the box on the page means that is ticked there."""
    title = words.say("The box “{choice}”", choice=words.say("Keep it open on this device"))
    if speaks_to_a_child(recipient):
        mine = words.say("Tick this only where nobody else uses the device. Never tick it on one that you share.")
        return Advice(title=title, lines=(mine,))
    means = words.say("Tick this, and you need no code next time. But whoever uses the device can read the plan too.")
    only = words.say("So tick it only where nobody else uses the device.")
    return Advice(title=title, lines=(means, only))


def keeping(recipient: Recipient, enclosed: Enclosed, words: Words) -> Advice:
    if speaks_to_a_child(recipient):
        like = words.say("It is like the key to your home. Show your code to nobody, not even to a friend.")
        return Advice(title=words.say("Keep this paper safe"), lines=(like,))
    whoever = (
        words.say("Whoever has it can read every plan on the list. Open only those you need for your work.")
        if recipient.kind == "staff"
        else words.say("Whoever has it can read the plan. Send nobody a photo of it.")
    )
    never = words.say("The school never asks for your code, neither on the phone nor in a message.")
    if enclosed.place == "stick":
        never = words.say("Keep the stick somewhere else: both together open the plan.")
    return Advice(title=words.say("Keep this letter like a key"), lines=(whoever, never))


def losing(recipient: Recipient, enclosed: Enclosed, words: Words) -> Advice:
    if speaks_to_a_child(recipient):
        tell = words.say("Tell your teacher soon. You get a new paper, and the old code stops working.")
        return Advice(title=words.say("Lost it?"), lines=(tell,))
    title = words.say("If the letter is lost")
    if enclosed.place == "stick":
        return Advice(title=title, lines=(words.say("Tell the school soon. You get a new stick and a new letter."),))
    tell = words.say("Tell the school soon. You get a new letter, and the code on this one stops working.")
    device = words.say("Tell the school also when a device is lost on which the plan was kept open.")
    return Advice(title=title, lines=(tell, device) if enclosed.place == "site" else (tell,))
