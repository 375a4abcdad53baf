"""The counts of the time suite, on rows small enough to count by hand."""

from dateline.bench.time import AGREEMENTS, tallies

GOLD = [
    {"start": 0, "end": 6, "type": "DATE", "value": "2016-08-12"},
    {"start": 10, "end": 20, "type": "DURATION", "value": "P2W"},
    {"start": 30, "end": 35, "type": "DATE", "value": "2016", "functionInDocument": "CREATION_TIME"},
]
OURS = [
    {"start": 0, "end": 6, "type": "DATE", "value": "2016-08-19"},
    {"start": 12, "end": 20, "type": "DURATION", "value": "P2W"},
    {"start": 50, "end": 60, "type": "DATE", "value": "2001"},
]


def counts(gold, ours):
    found = tallies(gold, ours)
    return {measure: found[4 * k : 4 * k + 4] for k, measure in enumerate(AGREEMENTS)}


def test_each_measure_counts_meetings_of_its_own_kind():
    assert counts(GOLD, OURS) == {
        "relaxed": [2, 3, 2, 2],
        "strict": [1, 3, 1, 2],
        "value": [1, 3, 1, 2],
        "type": [2, 3, 2, 2],
    }


def test_nothing_read_finds_nothing():
    assert counts(GOLD, []) == {measure: [0, 0, 0, 2] for measure in AGREEMENTS}
