"""What the user may choose about the page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the page says about itself, and how it treats names.

    ``policy`` is the policy in force (None takes the names that the incidents carry). ``full_names``
    shows private persons by name in tables instead of by initials; article texts are never changed.
    ``made_with`` holds (what, value) pairs for the footer: versions, model, gazetteer, sha256.
    ``command`` is the command that made the page. ``limits`` are sentences on what the record cannot
    do. ``accuracy_url`` (http or https) leads to the measured accuracy; ``corrections`` tells readers
    how to have a fault corrected (a sentence, an address or a URL).
    """

    title: str = "Reported conflict events"
    policy: str | None = None
    full_names: bool = False
    made_with: tuple[tuple[str, str], ...] = ()
    command: str | None = None
    limits: tuple[str, ...] = ()
    accuracy_url: str | None = None
    corrections: str | None = None
