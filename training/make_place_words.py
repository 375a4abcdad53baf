"""Make data/places/words.txt and person_names.txt: what looks like a place name and mostly is none.

words.txt: words that news English writes in small letters at least three times in the training texts, more
than a third as often as in capitals, and that some place of the gazetteer also bears as its name ("police",
"most", "reading"). person_names.txt: the commonest given and family names of the 1990 United States census
(public domain; package ``names``), with given names of other languages from the list below.

Usage: make_place_words.py NAMES_FOLDER TEXT.jsonl...
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from dateline.read.places.home import open_gazetteer

OUT = Path(__file__).parents[1] / "src/dateline/data/places"
GIVEN = """
abd abdel abdul abdullah adel ahmad ahmed alejandro aleksandr alexei alfredo ali alvaro andre andrei andres
angel antonio anwar ariel armando ashraf ayman barack bashar bashir benjamin binyamin boris carlos cesar diego
dmitri dmitry eduardo ehud emilio enrique erdogan ernesto fahd faisal felipe fernando francisco francois
gabriel gerardo giovanni giuseppe gonzalo goodluck guillermo gustavo hafez hamid hans hassan hector hossein
hugo hussein ibrahim ignacio igor imran ismail ivan jacques jaime jamal jamil javier jean jesus joaquin jorge
jose juan julio jurgen karim khaled khalid klaus leonardo lorenzo luis mahmoud majid manuel marco mario martin
mehmet michel miguel mikhail mohamed mohammad mohammed muhammad muhammadu mustafa nabil narendra nasser nawaz
nikolai oleg oleksandr omar osama oscar pablo paolo pedro pervez petro pierre rafael rami ramon rashid raul
recep ricardo roberto rodolfo rodrigo ruben saeed said salem salim salvador samir santiago sergei sergey
sergio shimon tarek tariq tayyip tomas uhuru umar usama vicente victor viktor vladimir volodymyr walid
wolfgang yitzhak yousef youssef yuri yusuf zaid
""".split()


def main(folder: Path, texts: list[Path]) -> None:
    """Write both lists."""
    seen: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for path in texts:
        for line in path.open():
            row = json.loads(line)
            text = str(row.get("text") or row.get("body") or "")
            if text.upper() != text:
                seen.update(re.findall(r"(?<![\w'’.-])[a-z]{2,}(?![\w-])", text))
                named.update(each.lower() for each in re.findall(r"(?<=[a-z] )[A-Z][a-z]+", text))
    gazetteer = open_gazetteer()
    words = sorted(
        word for word, count in seen.items() if count >= 3 and count > named[word] / 3 and gazetteer.rows(word)
    )
    (OUT / "words.txt").write_text("\n".join(words) + "\n")
    given = [
        line.split()[0].lower()
        for name, most in (("male", 1219), ("female", 2000))
        for line in _top(folder / f"dist.{name}.first", most)
    ]
    family = [line.split()[0].lower() for line in _top(folder / "dist.all.last", 1500)]
    lines = [f"given {name}" for name in sorted({*given, *GIVEN})] + [f"family {name}" for name in sorted(set(family))]
    (OUT / "person_names.txt").write_text("\n".join(lines) + "\n")


def _top(path: Path, count: int) -> list[str]:
    return path.read_text().splitlines()[:count]


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
