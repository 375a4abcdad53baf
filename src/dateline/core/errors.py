"""The errors that Dateline raises.

DatelineError
├── UsageError          the caller asked for something that cannot be (exit status 2)
├── InputError          one input cannot be read; becomes a Reject, never stops a run
├── StoreError          the record cannot be opened, read or written
├── MissingExtraError   a feature needs a package of an optional extra
└── InternalError       a fault of ours: please report it
"""


class DatelineError(Exception):
    """Base of every error that Dateline raises on purpose; ``code`` is stable and searchable."""

    code = "D000"


class UsageError(DatelineError):
    """An option, name or value that the caller gave is not allowed; the message lists what is."""

    code = "D100"


class InputError(DatelineError):
    """One input cannot be read. ``reason`` says what is wrong, ``advice`` what to do about it."""

    code = "D200"

    def __init__(self, where: str, reason: str, advice: str) -> None:
        super().__init__(f"{where}: {reason}. {advice}")
        self.where = where
        self.reason = reason
        self.advice = advice


class StoreError(DatelineError):
    """The record's database cannot be opened, read or written."""

    code = "D300"


class MissingExtraError(DatelineError):
    """A feature needs a package that is not installed; the message names the extra."""

    code = "D400"


class InternalError(DatelineError):
    """A fault of Dateline's own."""

    code = "D900"
