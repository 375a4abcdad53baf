"""``dateline review``: a person's decisions on incidents, each with who, when and why."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli import options
from dateline.core import Anchor, Claim, Decision, Incident, UsageError

if TYPE_CHECKING:
    from dateline.store import Store

ByOption = Annotated[str | None, typer.Option("--by", help="Who decides; your login name when left out.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
IncidentArgument = Annotated[str, typer.Argument(metavar="INCIDENT", help="Id of the incident; its beginning will do.")]


def register(app: typer.Typer) -> None:
    """Add the command group to ``app``."""
    group = typer.Typer(
        help="Decide on incidents: confirm, reject, join, split, correct, undo. Decisions are kept for ever and "
        "hold when articles are read again. Without a command: go through the unreviewed ones.\n\n"
        'Example: dateline review confirm incident-3f2a --by "A. Reader" --why "both outlets checked"',
        invoke_without_command=True,
    )
    group.callback()(walk)
    for command in (queue, log, confirm, reject, join, split, correct, undo):
        group.command("list" if command is queue else None)(command)
    app.add_typer(group, name="review")


def walk(context: typer.Context, store: options.StoreOption = options.DEFAULT_STORE, by: ByOption = None) -> None:
    """Show each unreviewed incident, the disputed first, and ask what to do.

    Example: dateline review
    """
    if context.invoked_subcommand is not None:
        return
    for incident in _unreviewed(store):
        typer.echo(_line(incident))
        answer = typer.prompt("[c]onfirm, [r]eject, [s]kip, [q]uit", default="s").strip().lower()[:1]
        if answer == "q":
            return
        kind = {"c": "confirm", "r": "reject"}.get(answer)
        if kind:
            _decide(store, kind, incident.incident_id, by=by, why=typer.prompt("why"))


def queue(
    store: options.StoreOption = options.DEFAULT_STORE,
    everything: Annotated[bool, typer.Option("--all", help="The reviewed ones too.")] = False,
) -> None:
    """List incidents that nobody has reviewed, those with most disputes first.

    Example: dateline review list
    """
    for incident in _unreviewed(store, everything=everything):
        typer.echo(_line(incident))


def log(store: options.StoreOption = options.DEFAULT_STORE) -> None:
    """List every decision, oldest first; one that was taken back is marked.

    Example: dateline review log
    """
    from dateline.incidents import in_force
    from dateline.store import Store

    with Store.open(store, read_only=True) as opened:
        decisions = opened.decisions()
    standing = {decision.decision_id for decision in in_force(decisions)}
    for each in decisions:
        what = f" {each.field} = {each.value}" if each.field else f" {each.undoes}" if each.undoes else ""
        state = "" if each.decision_id in standing or each.kind == "undo" else " (undone)"
        typer.echo(f"{each.decision_id}  {each.at}  {each.by}: {each.kind}{what}: {each.why}{state}")


def confirm(
    incident: IncidentArgument,
    why: WhyOption,
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Confirm an incident: its reports are one event, and it took place as recorded.

    Example: dateline review confirm incident-3f2a --why "both outlets checked"
    """
    _decide(store, "confirm", incident, by=by, why=why)


def reject(
    incident: IncidentArgument,
    why: WhyOption,
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Reject what is no incident (a film, an exercise, a misreading); its claims stay in the record.

    Example: dateline review reject incident-3f2a --why "a scene of a film"
    """
    _decide(store, "reject", incident, by=by, why=why)


def join(
    incidents: Annotated[list[str], typer.Argument(metavar="INCIDENT INCIDENT...", help="Two or more ids.")],
    why: WhyOption,
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Join incidents that are one event.

    Example: dateline review join incident-3f2a incident-9b01 --why "same strike, one outlet has the day wrong"
    """
    if len(incidents) < 2:
        raise UsageError("join needs two or more incidents; `dateline incidents` lists their ids")
    _decide(store, "join", incidents[0], by=by, why=why, others=tuple(incidents[1:]))


def split(
    incident: IncidentArgument,
    members: Annotated[
        list[str], typer.Argument(metavar="CLAIM-OR-ARTICLE...", help="The claims or articles that are another event.")
    ],
    why: WhyOption,
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Split some reports off an incident: they are another event.

    Example: dateline review split incident-3f2a late.txt --why "the second strike, an hour later"
    """
    _decide(store, "split", incident, by=by, why=why, others=tuple(members))


def correct(
    incident: IncidentArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="type, time, place, perpetrator, killed or injured.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="2016-10-06, 3, 3-5, a name, an event type.")],
    why: WhyOption,
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Correct a settled value; what the sources say stays beside it.

    Example: dateline review correct incident-3f2a killed 3-5 --why "hospital list"
    """
    from dateline.incidents import check_correction

    check_correction(field, value)
    _decide(store, "correct", incident, by=by, why=why, field=field, value=value)


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Id of the decision; its beginning will do.")],
    why: WhyOption,
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Take a decision back; both stay in the log.

    Example: dateline review undo decision-77aa --why "wrong incident"
    """
    from dateline.store import Store

    with Store.open(store) as opened:
        found = [each for each in opened.decisions() if each.decision_id.startswith(decision)]
        if len(found) != 1:
            raise UsageError(f"{len(found)} decisions begin with {decision!r}; `dateline review log` lists their ids")
        _enact(opened, _decision("undo", found[0].anchors, by=by, why=why, undoes=found[0].decision_id))


def _decide(
    store: Path, kind: str, name: str, *, by: str | None, why: str, others: tuple[str, ...] = (), **rest: str
) -> None:
    from dateline.incidents import anchors_of
    from dateline.store import Store

    with Store.open(store) as opened:
        claims = opened.claims()
        chosen = _members(name, claims)
        apart = [claim for other in others for claim in _members(other, chosen if kind == "split" else claims)]
        left, right = anchors_of(chosen), anchors_of(apart)
        if kind == "split":
            left = tuple(anchor for anchor in left if anchor not in right)
            if not left:
                raise UsageError("split would leave nothing behind; name only the reports that are another event")
        _enact(opened, _decision(kind, left, by=by, why=why, others=right, **rest))


def _members(name: str, claims: "tuple[Claim, ...] | list[Claim]") -> list[Claim]:
    for fits in (str.__eq__, str.startswith):
        found = [claim for claim in claims if any(fits(each, name) for each in _names(claim))]
        if len({claim.incident_id for claim in found}) > 1 and name.startswith("incident"):
            raise UsageError(f"several incidents begin with {name!r}; give more of the id")
        if found:
            return found
    raise UsageError(f"no incident, claim or article {name!r} here; ids: dateline incidents, dateline claims")


def _names(claim: Claim) -> tuple[str, ...]:
    return claim.incident_id or "", claim.claim_id, claim.article_id, claim.article_key


def _decision(kind: str, anchors: tuple[Anchor, ...], *, by: str | None, why: str, **rest: Any) -> Decision:
    if not why.strip():
        raise UsageError("a decision needs a reason; say it after --why")
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    return Decision.make(kind, anchors, by=by or getpass.getuser(), at=at, why=why, **rest)


def _enact(store: "Store", decision: Decision) -> None:
    from dateline import __version__
    from dateline.incidents import LinkOptions
    from dateline.pipeline import relink

    policy = next((incident.policy for incident in store.incidents()), "ucdp")
    store.add_decision(decision)
    run_id = store.begin_run(version=__version__, model=None, options={"review": decision.decision_id})
    incidents = relink(store, LinkOptions(policy=policy), run_id=run_id)
    store.finish_run(run_id, {"incidents": incidents})
    typer.echo(f"{decision.decision_id}: {decision.kind} recorded; {incidents} incidents")


def _unreviewed(store: Path, *, everything: bool = False) -> list[Incident]:
    from dateline.store import Store

    with Store.open(store, read_only=True) as opened:
        found = [incident for incident in opened.incidents() if everything or incident.reviewed is None]
    return sorted(found, key=lambda each: (-len(each.disputes), each.incident_id))


def _line(incident: Incident) -> str:
    disputed = ", ".join(dispute.field for dispute in incident.disputes)
    seen = f"; reviewed by {incident.reviewed.by}" if incident.reviewed else ""
    return f"{incident.incident_id}  {incident.summary}{f' Disputed: {disputed}.' if disputed else ''}{seen}"
