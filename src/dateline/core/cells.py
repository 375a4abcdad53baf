"""Text cells of CSV files that no spreadsheet takes for a formula, and the way back to the text."""

import re

# Source: OWASP, CSV Injection; OWASP ASVS 5.0, 1.2.10 (NUL).
_FORMULA = r"[=+\-@\t\r\n\0＝＋－＠]"
# Quotation marks before it count too, so that what is written can be told from what stood there.
_RISKY = re.compile(rf"'*{_FORMULA}")
_GUARDED = re.compile(rf"'+{_FORMULA}")


def guarded(text: str) -> str:
    """Return ``text`` behind an apostrophe when a spreadsheet would run it as a formula, else as it is."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text of which ``guarded`` made ``cell``."""
    return cell[1:] if _GUARDED.match(cell) else cell
