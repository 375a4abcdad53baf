"""News agencies: how they sign, and the one name under which their credit is kept."""

import re

# Source: the members of the News Agencies World Congress and of FBIS source lines, by their own bylines.
_SIGNATURES: dict[str, tuple[str, ...]] = {
    "AAP": ("AAP",),
    "ACAN-EFE": ("ACAN-EFE", "ACAN - EFE"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "ANI": ("ANI",),
    "ANSA": ("ANSA",),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "Anadolu": ("Anadolu Agency", "Anadolu", "AA"),
    "Bernama": ("Bernama",),
    "CNA": ("CNA",),
    "DPA": ("DPA", "dpa"),
    "EFE": ("EFE",),
    "Fars": ("FNA", "Fars News Agency"),
    "IANS": ("IANS",),
    "IRNA": ("IRNA",),
    "ITAR-TASS": ("ITAR-TASS", "Itar-Tass"),
    "Interfax": ("Interfax",),
    "KCNA": ("KCNA",),
    "KUNA": ("KUNA",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "NNA": ("NNA",),
    "NOTIMEX": ("NOTIMEX", "Notimex"),
    "Petra": ("Petra",),
    "Prensa Latina": ("Prensa Latina", "PRENSA LATINA", "PL"),
    "PTI": ("PTI",),
    "RIA Novosti": ("RIA Novosti",),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters", "Thomson Reuters Foundation"),
    "SANA": ("SANA",),
    "SPA": ("SPA",),
    "Sputnik": ("Sputnik",),
    "TASS": ("TASS", "Tass"),
    "Tasnim": ("Tasnim",),
    "UPI": ("UPI",),
    "Ukrinform": ("Ukrinform",),
    "WAFA": ("WAFA",),
    "WAM": ("WAM",),
    "Xinhua": ("Xinhua", "XINHUA"),
    "Yonhap": ("Yonhap",),
}
_NAME_OF = {signature: name for name, signatures in _SIGNATURES.items() for signature in signatures}

AGENCY = "(?:" + "|".join(re.escape(signature) for signature in sorted(_NAME_OF, key=len, reverse=True)) + ")"
"""Regular expression (case-sensitive) of every signature, longest first."""

_TRAILING = re.compile(
    rf"(?:\(\s*(?P<bracketed>{AGENCY})\s*\)|[-–—]\s*(?P<dashed>{AGENCY})"
    r"|\bSource:?\s+(?P<source>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} and (?:[Aa]gencies|AFP|AP|Reuters)))\s*\.?\s*$"
)
_BYLINE = re.compile(rf"\bBy (?:[A-Z][\w.'’-]+,? ){{1,5}}(?:[|/–—-] ?)?(?P<agency>{AGENCY})\b(?! Photo)")


def agency_name(credit: str) -> str | None:
    """Return the kept name of the agency that signs as ``credit``, or None for an unknown signature."""
    return _NAME_OF.get(credit.strip())


def credited_agency(text: str) -> str | None:
    """Return the agency that a byline at the head ("By X, AFP") or the end of ``text`` ("(AFP)") names."""
    if match := _BYLINE.search(text[:300]):
        return agency_name(match["agency"])
    if match := _TRAILING.search(text[-120:]):
        return match["source"] or agency_name(match["bracketed"] or match["dashed"])
    return None
