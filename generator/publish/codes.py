"""Access codes as people read and type them: XXXX-XXXX-XXXX-XXXX-XXXX, nineteen symbols and one that checks them.

The symbols are Crockford's base 32, which has no I, L, O and U. The check symbol catches every single wrong symbol and
nearly every two neighbours that changed places, before anything is worked out.
"""

from unicodedata import normalize

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 20, 4
# What people read for a symbol, and the digits of an Arabic, Persian or Urdu keyboard.
MEANT = str.maketrans("OIL" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹", "011" + "0123456789" * 2)


def folded(typed: str) -> str:
    """The symbols of what somebody typed or pasted; whatever is no symbol is dropped."""
    meant = normalize("NFKC", typed).upper().translate(MEANT)
    return "".join(symbol for symbol in meant if symbol in SYMBOLS)


def is_code(typed: str) -> bool:
    """Whether this can be a code at all: the right number of symbols, and the last one checks the others."""
    symbols = folded(typed)
    return len(symbols) == LENGTH and check_symbol(symbols[:-1]) == symbols[-1]


def code_from(number: int) -> str:
    """The code whose nineteen symbols are the lowest 95 bits of a number, lowest first."""
    symbols = "".join(SYMBOLS[(number >> 5 * place) & 31] for place in range(LENGTH - 1))
    symbols += check_symbol(symbols)
    return "-".join(symbols[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def check_symbol(symbols: str) -> str:
    """Luhn's sum modulo 32: from the right, every other value doubled, beginning with the rightmost."""
    total = 0
    for place, symbol in enumerate(reversed(symbols)):
        value = SYMBOLS.index(symbol) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return SYMBOLS[-total % 32]
