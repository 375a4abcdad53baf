"""The same article told of others: actors, countries and places renamed, punctuation lost.

Who acts and where must not change what is read, and real news comes without its commas too; so the model sees
every article in more than one guise. Labels move with the words. Reports that were written for training name
nobody: their slots ({C1} a country, {C1a} its adjective, {G1} an armed group, {P1} a place, {N1} a person) are
filled anew each time.
"""

import random
import re

from training.annotated import Annotated, edited

COUNTRIES = (
    ("Syria", "Syrian"), ("Russia", "Russian"), ("Turkey", "Turkish"), ("Iraq", "Iraqi"), ("Iran", "Iranian"),
    ("Israel", "Israeli"), ("Lebanon", "Lebanese"), ("Jordan", "Jordanian"), ("Yemen", "Yemeni"), ("Libya", "Libyan"),
    ("Egypt", "Egyptian"), ("Sudan", "Sudanese"), ("Ethiopia", "Ethiopian"), ("Somalia", "Somali"),
    ("Kenya", "Kenyan"), ("Nigeria", "Nigerian"), ("Mali", "Malian"), ("Chad", "Chadian"), ("Ukraine", "Ukrainian"),
    ("Poland", "Polish"), ("France", "French"), ("Germany", "German"), ("Britain", "British"), ("Spain", "Spanish"),
    ("Colombia", "Colombian"), ("Mexico", "Mexican"), ("Peru", "Peruvian"), ("Chile", "Chilean"),
    ("Venezuela", "Venezuelan"), ("Haiti", "Haitian"), ("India", "Indian"), ("Pakistan", "Pakistani"),
    ("Afghanistan", "Afghan"), ("China", "Chinese"), ("Thailand", "Thai"), ("Indonesia", "Indonesian"),
    ("Armenia", "Armenian"), ("Azerbaijan", "Azerbaijani"), ("Georgia", "Georgian"), ("Serbia", "Serbian"),
    ("El Salvador", "Salvadoran"), ("Guatemala", "Guatemalan"), ("Honduras", "Honduran"), ("America", "American"),
    ("Saudi Arabia", "Saudi"), ("Qatar", "Qatari"), ("Palestine", "Palestinian"), ("Myanmar", "Burmese"),
)  # fmt: skip
GROUPS = (
    "Islamic State", "ISIS", "ISIL", "Daesh", "Al-Nusra Front", "Nusra Front", "Hezbollah", "Hamas", "Islamic Jihad",
    "Taliban", "Al-Shabaab", "Boko Haram", "Al-Qaeda", "Al Qaeda", "PKK", "YPG", "FARC", "ELN", "FMLN",
    "M23", "Ahrar al-Sham", "Jaish al-Islam", "Jaish al-Fatah", "Syrian Democratic Forces", "SDF",
    "Free Syrian Army", "Shining Path", "Houthis", "Peshmerga", "Wagner", "Rapid Support Forces", "RSF", "TPLF", "Fano",
)  # fmt: skip
PLACES = (
    "Aleppo", "Idlib", "Homs", "Hama", "Damascus", "Raqqa", "Deir Ezzor", "Daraa", "Latakia", "Palmyra",
    "Mosul", "Baghdad", "Ramadi", "Fallujah", "Kirkuk", "Gaza", "Rafah", "Jenin", "Beirut", "Tripoli", "Benghazi",
    "Misrata", "Sirte", "Sanaa", "Taiz", "Aden", "Hodeidah", "Khartoum", "Omdurman", "El Fasher", "Nyala", "Mekelle",
    "Bahir Dar", "Mogadishu", "Kismayo", "Garissa", "Maiduguri", "Kaduna", "Jos", "Gao", "Timbuktu", "Goma", "Bukavu",
    "Bunia", "Bangui", "Kyiv", "Kharkiv", "Mariupol", "Kherson", "Donetsk", "Luhansk", "Bakhmut", "Kabul", "Kandahar",
    "Kunduz", "Jalalabad", "Ghazni", "Peshawar", "Quetta", "Karachi", "Srinagar", "Imphal", "Raipur", "Sittwe",
    "Mandalay", "Marawi", "Cotabato", "Pattani", "Bogota", "Cali", "Medellin", "Cucuta", "Buenaventura", "Tumaco",
    "Culiacan", "Tijuana", "Acapulco", "Lima", "Ayacucho", "San Miguel", "Santa Ana", "Port-au-Prince", "Stepanakert",
    "Khan Sheikhoun", "Tal Abyad", "Ras al-Ain", "Al-Bab", "al-Hasakah", "Kafr Zita", "Maarat al-Numan",
    "Eastern Ghouta", "Abu Kamal", "Al-Shaddadi", "Jisr al-Shughur", "Wadi Barada", "Beit Hanoun", "Deir al-Balah",
    "Bani Walid", "Ain al-Arab", "Tel Rifaat", "Al-Qaim", "Umm Qasr", "South Kordofan", "North Kivu", "Cabo Delgado",
    "Ituri", "Helmand", "North Waziristan", "South Kivu", "Upper Nile", "Borno", "Rakhine", "Chin State", "Guerrero",
    "Severodonetsk", "Zaporizhzhia", "Huliaipole", "Ain Issa", "Hajin", "Nubl", "Harem", "Sinjar", "Tikrit", "Zabadani",
)  # fmt: skip
PERSONS = (
    "Omar Haddad", "Yusuf Karim", "Leila Nassar", "Abu Tariq", "Samir al-Khalil", "Hassan Barzan", "Dmitri Orlov",
    "Irina Melnyk", "Pavel Horak", "Amina Diallo", "Joseph Okello", "Grace Wanjiru", "Tesfaye Bekele", "Ibrahim Musa",
    "Rahul Mehta", "Sunita Rao", "Imran Baloch", "Aung Min", "Maria Torres", "Carlos Jimenez", "Ana Lucia Prado",
    "John Mercer", "Ellen Ward", "Peter Lang", "Marc Dubois", "Zeynep Aydin", "Mehmet Koc", "Adel Saleh",
)  # fmt: skip
_SLOT = re.compile(r"\{(?:C\da?|[GPN]\d)\}")
_OPENS = re.compile(r"(?:^|[.!?]\s+)$")
_A = re.compile(r"\b[Aa] $")
_POSSESSIVE = r"(?=s?\b)"  # a name whose apostrophe was lost ends in a bare s


def varied(article: Annotated, rng: random.Random) -> Annotated:
    """Return the article as it stands, its slots filled, or renamed, or without its commas and apostrophes, or both."""
    if _SLOT.search(article.text):
        article = filled(article, rng)
    elif rng.random() < 0.5:
        article = renamed(article, rng)
    if rng.random() < 0.25:
        article = unpunctuated(article)
    return article


def filled(article: Annotated, rng: random.Random) -> Annotated:
    """Return the article with its slots filled by names drawn without repeating, and "a" made "an" before them."""
    names = {}
    for n, (country, adjective) in enumerate(rng.sample(COUNTRIES, 9), 1):
        names |= {f"{{C{n}}}": country, f"{{C{n}a}}": adjective}
    for letter, pool in (("G", GROUPS), ("P", PLACES), ("N", PERSONS)):
        names |= {f"{{{letter}{n}}}": name for n, name in enumerate(rng.sample(pool, 9), 1)}
    edits = []
    for m in _SLOT.finditer(article.text):
        name, before = names[m.group()], article.text[: m.start()]
        edits.append((*m.span(), name[0].upper() + name[1:] if _OPENS.search(before) else name))
        if name[0] in "AEIO" and _A.search(before):
            edits.append((m.start() - 1, m.start() - 1, "n"))
    return edited(article, edits)


def renamed(article: Annotated, rng: random.Random) -> Annotated:
    """Return the article with the countries, armed groups and places that it names exchanged for others."""
    new: dict[str, str] = {}
    countries = rng.sample(COUNTRIES, len(COUNTRIES))
    for old, other in zip(COUNTRIES, countries, strict=True):
        new |= dict(zip(old, other, strict=True))
    for names in (GROUPS, _places(article)):
        new |= dict(zip(names, rng.choices(GROUPS if names is GROUPS else PLACES, k=len(names)), strict=True))
    pattern = "|".join(re.escape(name) for name in sorted(new, key=len, reverse=True))
    lookup = {name.lower(): other for name, other in new.items()}
    edits = []
    for m in re.finditer(rf"\b(?:{pattern}){_POSSESSIVE}", article.text, 0 if not _shouts(article.text) else re.I):
        other = lookup[m.group().lower()]
        edits.append((m.start(), m.end(), other.upper() if m.group().isupper() and _shouts(article.text) else other))
    return edited(article, edits)


def _places(article: Annotated) -> list[str]:
    """Return the places of its claims that are plain names, besides those that are renamed as countries."""
    found = {article.text[slice(*c["place"]["q"])] for c in article.claims if c.get("place") and c["place"].get("q")}
    taken = {name.lower() for pair in COUNTRIES for name in pair}
    names = {name for name in found if name[:1].isupper() and len(name.split()) <= 3 and name.lower() not in taken}
    return sorted(names | set(PLACES))


def _shouts(text: str) -> bool:
    return sum(c.isupper() for c in text) > sum(c.islower() for c in text)


def unpunctuated(article: Annotated) -> Annotated:
    """Return the article without commas and apostrophes, as some archives keep news."""
    return edited(article, [(m.start(), m.end(), "") for m in re.finditer(r"[,'’]", article.text)])
