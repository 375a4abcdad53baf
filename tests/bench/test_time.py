"""The score of the time suite, on rows small enough to count by hand."""

from dateline.bench.time import score_time

GOLD = [
    {
        "id": "a",
        "timexes": [
            {"start": 0, "end": 6, "type": "DATE", "value": "2016-08-12"},
            {"start": 10, "end": 20, "type": "DURATION", "value": "P2W"},
            {"start": 30, "end": 35, "type": "DATE", "value": "2016", "functionInDocument": "CREATION_TIME"},
        ],
    },
    {"id": "b", "timexes": [{"start": 0, "end": 4, "type": "DATE", "value": "2014"}]},
]
OURS = [
    {
        "article_key": "a",
        "timexes": [
            {"start": 0, "end": 6, "type": "DATE", "value": "2016-08-19"},
            {"start": 12, "end": 20, "type": "DURATION", "value": "P2W"},
            {"start": 50, "end": 60, "type": "DATE", "value": "2001"},
        ],
    }
]


def test_each_measure_counts_meetings_of_its_own_kind():
    scores = {score.measure: (score.precision, score.recall) for score in score_time(GOLD, OURS)}
    assert scores == {
        "relaxed": (2 / 3, 2 / 3),
        "strict": (1 / 3, 1 / 3),
        "value": (1 / 3, 1 / 3),
        "type": (2 / 3, 2 / 3),
    }


def test_nothing_read_scores_nothing():
    assert {score.f1 for score in score_time(GOLD, [])} == {0.0}
