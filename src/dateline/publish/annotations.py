"""What was read in an article before claims are made of it, in the JSON of the contract."""

from typing import Any

from dateline.core import EventMention, Quotation, Reading, Span, Timex, Toponym, to_dict


def annotation_of(reading: Reading) -> dict[str, Any]:
    """Return the annotations of one article as plain JSON values; spans are code-point offsets into ``text``."""
    return {
        "article_key": reading.article.article_key,
        "article_id": reading.article.article_id,
        "published": reading.article.published,
        "text": reading.article.text,
        "sentences": [to_dict(sentence) for sentence in reading.sentences],
        "timexes": [_timex(timex) for timex in reading.timexes],
        "toponyms": [_toponym(toponym) for toponym in reading.toponyms],
        "entities": [_span(each.span) | {"kind": each.kind, "score": each.score} for each in reading.entities],
        "quotations": [_quotation(quotation) for quotation in reading.quotations],
        "events": [_event(event) for event in reading.events],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _timex(timex: Timex) -> dict[str, Any]:
    return _span(timex.span) | {
        "type": timex.type,
        "value": timex.value,
        "begin": timex.begin,
        "end_date": timex.end_date,
        "granularity": timex.granularity,
        "anchor": timex.anchor,
    }


def _toponym(toponym: Toponym) -> dict[str, Any]:
    fields: dict[str, Any] = to_dict(toponym)
    del fields["span"]
    return _span(toponym.span) | fields


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {
        "source": to_dict(quotation.source),
        "cue": to_dict(quotation.cue),
        "content": [to_dict(span) for span in quotation.content],
        "direct": quotation.direct,
    }


def _event(event: EventMention) -> dict[str, Any]:
    return {
        "trigger": _span(event.trigger),
        "type": event.type,
        "modality": event.modality,
        "score": event.score,
        "roles": [{"role": link.role, "span": _span(link.span)} for link in event.roles],
    }
