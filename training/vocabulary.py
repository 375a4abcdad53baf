"""Label inventories of the heads; order is part of the shipped weights."""

from dateline.core.vocabulary import EFFECTS, EVENT_TYPES, MODALITIES, PARTICIPANT_KINDS, SOURCE_KINDS, STANCES

TAGS = ("O", "B", "I")
ATTRIBUTION = ("source", "cue", "content")
TIMEX = ("DATE", "TIME", "DURATION", "SET")
ROLES = (
    *("perpetrator", "target", "victim", "time", "place", "weapon", "source", "reason"),
    *(f"casualty:{effect}" for effect in EFFECTS),
)
TIME_MODES = ("none", "quoted", "published", "day_before", "until_published", "other")
GATE = ("conflict",)
WIKI = (
    "Conflict.Attack", "Conflict.Demonstrate", "Life.Die", "Life.Injure", "Justice.ArrestJailDetain",
    "Justice.other", "Movement.Transportation", "Contact", "Transaction", "ArtifactExistence", "Cognitive", "other",
)  # fmt: skip

__all__ = [
    "ATTRIBUTION", "EVENT_TYPES", "GATE", "MODALITIES", "PARTICIPANT_KINDS", "ROLES", "SOURCE_KINDS", "STANCES",
    "TAGS", "TIMEX", "TIME_MODES", "WIKI",
]  # fmt: skip
