"""The closed lists of values that the record uses.

Source: the project's own event list, modelled on ACLED, PLOVER and CAMEO (mapping in
``data/codebooks``); stances and modalities after the FactBank/UW factuality tradition.
"""

EVENT_TYPES: tuple[str, ...] = (
    "air_strike",
    "drone_strike",
    "shelling",
    "armed_clash",
    "territory_change",
    "suicide_bombing",
    "remote_explosive",
    "grenade",
    "chemical_attack",
    "explosion",
    "shooting",
    "killing",
    "attack",
    "sexual_violence",
    "torture_or_beating",
    "abduction",
    "property_destruction",
    "weapons_disrupted",
    "blockade_or_siege",
    "displacement",
    "arrest",
    "protest",
    "protest_intervention",
    "protest_repressed",
    "riot",
    "mob_violence",
    "deployment",
    "base_established",
    "withdrawal",
    "ceasefire",
    "agreement",
    "prisoner_release",
    "talks",
    "threat",
    "sanction",
    "aid",
    "toll",
)
MODALITIES: tuple[str, ...] = (
    "happened",
    "did_not_happen",
    "possible",
    "planned",
    "threatened",
    "ongoing",
    "hypothetical",
)
STANCES: tuple[str, ...] = ("asserts", "denies", "suspects", "estimates", "demands")
ROLES: tuple[str, ...] = ("perpetrator", "target", "victim", "intervener", "other")
PARTICIPANT_KINDS: tuple[str, ...] = (
    "state",
    "state_force",
    "armed_group",
    "political_group",
    "civilians",
    "person",
    "organisation",
    "object",
    "place",
    "unknown",
)
SOURCE_KINDS: tuple[str, ...] = (
    "government",
    "military",
    "health_authority",
    "armed_group",
    "political_group",
    "police",
    "witness",
    "activist",
    "medic",
    "rescue_service",
    "media",
    "ngo",
    "un",
    "court",
    "expert",
    "publisher",
    "unknown",
)
EFFECTS: tuple[str, ...] = (
    "killed",
    "injured",
    "killed_or_injured",
    "missing",
    "abducted",
    "detained",
    "displaced",
)
PLACE_PRECISIONS: tuple[str, ...] = ("exact", "near", "admin2", "admin1", "country", "unknown")
TIME_PRECISIONS: tuple[str, ...] = ("time", "day", "week", "month", "year", "range", "unknown")
PUBLISHED_FROM: tuple[str, ...] = ("argument", "header", "metadata", "url", "dateline")
