"""An incident with all that an exporter asks of it: claims, articles, dates, sides and country."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dateline.core import Article, Claim, Incident, IncidentParticipant
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.record import ExportOptions, ExportRecord, Losses

# Modalities under which a source reports that the event took place.
TOOK_PLACE = ("happened", "ongoing")
# Roles in which somebody suffers the event.
SUFFERING = ("target", "victim")


@dataclass(frozen=True)
class Dates:
    """First and last possible day; ``forced`` says why an open end was closed, None when none was."""

    first: date
    last: date
    forced: str | None = None

    @property
    def length(self) -> int:
        """Days in the interval, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The middle day, the earlier of two."""
        return self.first + timedelta(days=(self.length - 1) // 2)

    def days(self) -> Iterator[date]:
        """Yield every day of the interval."""
        for number in range(self.length):
            yield self.first + timedelta(days=number)


@dataclass(frozen=True)
class Case:
    """One incident joined with its claims and articles."""

    incident: Incident
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]

    @property
    def id(self) -> str:
        """Id of the incident."""
        return self.incident.incident_id

    @cached_property
    def perpetrators(self) -> tuple[IncidentParticipant, ...]:
        """Participants reported to have done it, the best-supported first."""
        return self._with_role("perpetrator")

    @cached_property
    def targets(self) -> tuple[IncidentParticipant, ...]:
        """Participants who suffered it, the best-supported first."""
        return self._with_role(*SUFFERING)

    def _with_role(self, *roles: str) -> tuple[IncidentParticipant, ...]:
        found = [each for each in self.incident.participants if each.role in roles]
        ranked = sorted(found, key=lambda each: -each.sources)
        return tuple(
            {each.name: each for each in reversed(ranked)}[name] for name in dict.fromkeys(e.name for e in ranked)
        )

    @cached_property
    def country(self) -> tables.Row | None:
        """Row of the country table for the place's country, None when unknown."""
        place = self.incident.place
        return country(place.country) if place else None

    @cached_property
    def words(self) -> frozenset[str]:
        """Lower-case words of the claims' triggers and of the weapons."""
        texts = [claim.event.trigger.text for claim in self.claims] + list(self.incident.weapons)
        return frozenset(word for text in texts for word in re.findall(r"\w+", text.lower()))

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Conditions of the crosswalk tables that hold for this incident."""
        kinds = tables.by_key("actor_kinds", "kind")
        found = []
        if any(self.is_home_state(each) for each in self.perpetrators):
            found.append("perpetrator_state")
        if self.targets and kinds[self.targets[0].kind]["armed"] == "yes":
            found.append("target_armed")
        return tuple(found)

    def is_home_state(self, participant: IncidentParticipant) -> bool:
        """Say whether the participant is the state in which the event took place, or its force."""
        place = self.incident.place
        if participant.kind not in ("state", "state_force"):
            return False
        return not (participant.country and place and place.country and participant.country != place.country)

    @cached_property
    def dates(self) -> Dates | None:
        """Interval of possible days, None when no day can be named.

        An open end is closed with the last report: what is reported has begun. An open beginning stays
        unknown, except where the record says that it means one day.
        """
        time = self.incident.time
        if time is None:
            return None
        first, last = day(time.start), day(time.end)
        if time.precision in ("time", "day"):
            first, last = first or last, last or first
        reported = day(self.incident.last_reported)
        if first and not last and reported and reported >= first:
            return Dates(first, reported, "the interval is open: closed with the day of the last report")
        if not first or not last or last < first:
            return None
        return Dates(first, last)

    @cached_property
    def publishers(self) -> tuple[str, ...]:
        """Publishers of the articles, in the articles' order, each once."""
        return tuple(dict.fromkeys(article.publisher for article in self.articles if article.publisher))

    def speakers(self, *stances: str) -> tuple[str, ...]:
        """Return the sources that speak with one of the stances, each once; articles by their publisher."""
        publishers = {article.article_id: article.publisher or "publisher not stated" for article in self.articles}
        named = [each.source for each in self.incident.sources if each.stance in stances]
        return tuple(dict.fromkeys(publishers.get(source, source) for source in named))

    @cached_property
    def denied_only(self) -> bool:
        """Say whether sources speak of the event and every one of them denies it."""
        stances = {each.stance for each in self.incident.sources} or {each.attribution.stance for each in self.claims}
        return stances == {"denies"}

    @cached_property
    def not_reported_as_fact(self) -> str | None:
        """Reason why no codebook of events takes the incident, None when it is reported to have happened."""
        incident = self.incident
        uttered = incident.type == "threat" and incident.modality == "threatened"
        if incident.modality not in TOOK_PLACE and not uttered:
            return f"no source reports that it took place (modality {incident.modality})"
        if self.denied_only:
            return "every source denies it"
        return None


@dataclass(frozen=True)
class Batch:
    """What a format's builder works on: the cases, the protected record, the options, and where losses go."""

    cases: list[Case]
    record: ExportRecord
    options: ExportOptions
    losses: Losses


def cases(record: ExportRecord) -> list[Case]:
    """Return the record's incidents as cases, sorted by id; ids without a claim or article are passed over."""
    found = []
    for incident in sorted(record.incidents, key=lambda each: each.incident_id):
        claims = tuple(record.claim_by_id[key] for key in incident.claim_ids if key in record.claim_by_id)
        articles = [record.article_by_id[key] for key in incident.article_ids if key in record.article_by_id]
        articles.sort(key=lambda each: (each.published or "9999", each.article_id))
        found.append(Case(incident, claims, tuple(articles)))
    return found


def country(code: str | None) -> tables.Row | None:
    """Return the row of the country table for an ISO 3166-1 alpha-2 code, None when there is none."""
    return tables.by_key("countries", "iso2").get(code or "")


def day(text: str | None) -> date | None:
    """Return the day of an ISO date or date-time, None when there is none or it is no day of the calendar."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
