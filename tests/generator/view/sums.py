"""A little reader of printed mathematics: what a pupil with a calculator makes of a line of a formula."""

import re
from decimal import Context, Decimal, localcontext

from babel import Locale
from babel.numbers import parse_decimal

TOKEN = re.compile(r"ln|exp|[+−×÷^()]|[\d.,]+")


def worked_out(text: str, language: str = "en") -> Decimal:
    """The value of an expression whose numbers are written as a language writes them."""
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == text.replace(" ", ""), f"not a formula: {text}"
    with localcontext(Context(prec=60)):
        return Sum(tokens, Locale.parse(language)).total()


class Sum:
    """Reads from left to right: + and − last, × and ÷ before them, ^ first; ln and exp take what follows."""

    def __init__(self, tokens: list[str], locale: Locale) -> None:
        self.tokens, self.locale = tokens, locale

    def total(self) -> Decimal:
        value = self.sum()
        assert not self.tokens, f"left over: {self.tokens}"
        return value

    def take(self, *signs: str) -> str | None:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in signs else None

    def sum(self) -> Decimal:
        value = -self.product() if self.take("−") else self.product()
        while sign := self.take("+", "−"):
            value = value + self.product() if sign == "+" else value - self.product()
        return value

    def product(self) -> Decimal:
        value = self.power()
        while sign := self.take("×", "÷"):
            value = value * self.power() if sign == "×" else value / self.power()
        return value

    def power(self) -> Decimal:
        value = self.single()
        return value ** self.single() if self.take("^") else value

    def single(self) -> Decimal:
        if self.take("ln"):
            return self.single().ln()
        if self.take("exp"):
            return self.single().exp()
        if self.take("("):
            value = self.sum()
            assert self.take(")"), "a bracket stays open"
            return value
        return parse_decimal(self.tokens.pop(0), locale=self.locale, strict=True)
