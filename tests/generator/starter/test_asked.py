"""What `init` asks on a terminal: short, explained, and never twice."""

from generator.cli.dialogue import Terminal
from generator.cli.init_asked import Said, asked


def talk(said: Said, *answers: str) -> tuple[Said, list[str]]:
    """What is understood of these answers, and what was shown; one answer too few fails."""
    left, shown = list(answers), []

    def line(prompt: str) -> str:
        shown.append(prompt)
        return left.pop(0)

    understood = asked(said, "North School", Terminal(line=line, say=shown.append))
    assert not left, "every answer was asked for"
    return understood, shown


def test_enter_alone_leads_to_a_usual_repository() -> None:
    said, _ = talk(Said(), "", "", "", "", "", "")
    assert said == Said(name="North School", languages=("en",), forge="github", owner="", deploy="pages", example=True)


def test_answers_are_understood_by_number_and_by_word() -> None:
    said, shown = talk(Said(), "Escuela Norte", "2", "Forgejo", "?", "two-rivers", "folder", "no")
    assert said == Said(
        name="Escuela Norte", languages=("es",), forge="forgejo", owner="two-rivers", deploy="folder", example=False
    )
    assert any("organisation or group" in each for each in shown), "a question mark explains"
    assert not any("pages of the forge" in each for each in shown), "nobody is offered what cannot be"


def test_what_was_said_is_not_asked() -> None:
    given = Said(name="X", languages=("ar",), forge="gitlab", owner="", deploy="s3", example=False)
    assert talk(given)[0] == given
