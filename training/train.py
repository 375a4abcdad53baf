"""Stage two: the claim heads on the claim gold, with a share of the public sets to keep the other heads.

Usage: python -m training.train DATA PRETRAINED.pt OUT.pt [--epochs 8] [--all]
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training import annotated, gold
from training import auxiliary as aux
from training.heads import ClaimHeads
from training.model import Encoder
from training.pretrain import TokenHeads, batch_of, load_tokenizer, losses
from training.variation import varied
from training.vocabulary import MODALITIES, ROLES, STANCES

BATCH = 6
RARE = {"modality": 4.0, "stance": 4.0}  # a denial or a plan is a tenth of its head's labels


def claim_loss(
    heads: ClaimHeads, token_heads, hidden: torch.Tensor, group: list[gold.GoldWindow]
) -> dict[str, torch.Tensor]:
    """Return the losses of one batch by head."""
    total: dict[str, list[torch.Tensor]] = {}

    def add(name: str, value: torch.Tensor) -> None:
        total.setdefault(name, []).append(value)

    modality_weight = torch.ones(len(MODALITIES))
    modality_weight[1:] = RARE["modality"] / 2
    stance_weight = torch.ones(len(STANCES))
    stance_weight[1:] = RARE["stance"] / 2
    for i, w in enumerate(group):
        h = hidden[i, 1 : len(w.ids) + 1]
        add("trigger", 4 * F.cross_entropy(heads.trigger(h), torch.from_numpy(w.trigger), ignore_index=aux.IGNORE))
        mention = heads.mentions(h).view(-1, 3)
        add("mentions", 4 * F.cross_entropy(mention, torch.from_numpy(w.mentions).view(-1)))
        gate = token_heads["gate"](hidden[i, 0])[0]
        add("gate", 0.2 * F.binary_cross_entropy_with_logits(gate, torch.tensor(w.conflict)))
        if not w.nodes:
            continue
        spans = torch.tensor(w.spans)
        real = torch.tensor([not n.silver for n in w.nodes])
        type_, modality, mode, publisher, role, evidence = heads.roles(h, torch.from_numpy(w.sentence), spans)
        add("evidence", F.binary_cross_entropy_with_logits(evidence, torch.from_numpy(w.evidence)))
        labels = torch.from_numpy(w.roles)
        if real.any():
            add("type", F.cross_entropy(type_[real], torch.tensor([n.type for n in w.nodes])[real]))
            target = torch.tensor([n.modality for n in w.nodes])[real]
            add("modality", F.cross_entropy(modality[real], target, weight=modality_weight))
            target = torch.tensor([n.time_mode for n in w.nodes])[real]
            if (target != aux.IGNORE).any():
                add("time_mode", 0.5 * F.cross_entropy(mode[real], target, ignore_index=aux.IGNORE))
            target = torch.tensor([float(n.publisher) for n in w.nodes])[real]
            add("publisher", F.binary_cross_entropy_with_logits(publisher[real, 0], target))
            flat = F.cross_entropy(
                role[real].reshape(-1, 3), labels[real].reshape(-1), ignore_index=aux.IGNORE, reduction="sum"
            )
            add("roles", flat / (12 * real.sum()))
        if len(w.nodes) > 1:
            link = heads.links(h, spans)
            same = torch.tensor([[float(a.incident == b.incident) for b in w.nodes] for a in w.nodes])
            upper = torch.triu(torch.ones_like(link, dtype=torch.bool), 1)
            add("link", F.binary_cross_entropy_with_logits(link[upper], same[upper]))
        triggers, sources, stances = [], [], []
        for n, a, b, stance, _kind, _anonymous in w.sources:
            triggers.append(w.spans[n])
            sources.append((a, b))
            stances.append(stance)
        for n, node in enumerate(w.nodes):
            if node.publisher and not node.silver:
                triggers.append(w.spans[n])
                sources.append((0, 0))
                stances.append(node.publisher_stance)
        if stances:
            logits = heads.stances(h, torch.tensor(triggers), torch.tensor(sources))
            add("stance", F.cross_entropy(logits, torch.tensor(stances), weight=stance_weight))
        if w.sources:
            logits = heads.source_kind(heads.pooled(h, torch.tensor([(s[1], s[2]) for s in w.sources])))
            add("source", 0.3 * F.cross_entropy(logits[:, :-1], torch.tensor([s[4] for s in w.sources])))
            anonymous = torch.tensor([float(s[5]) for s in w.sources])
            add("source", 0.3 * F.binary_cross_entropy_with_logits(logits[:, -1], anonymous))
        if w.kinds:
            logits = heads.kind(heads.pooled(h, torch.tensor([(k[0], k[1]) for k in w.kinds])))
            add("kind", 0.3 * F.cross_entropy(logits, torch.tensor([k[2] for k in w.kinds])))
    return {k: torch.stack(v).sum() / len(group) for k, v in total.items()}


def spans_of(tags: np.ndarray) -> set[tuple[int, int]]:
    """Return the half-open spans of a BIO row (an I after O begins one)."""
    out, start = set(), None
    for i, t in enumerate([*tags.tolist(), 0]):
        if start is not None and t != 2:
            out.add((start, i))
            start = None
        if t == 1 or (t == 2 and start is None):
            start = i
    return out


@torch.no_grad()
def evaluate(encoder, heads, token_heads, articles: list[list[gold.GoldWindow]]) -> dict[str, float]:
    """Return quick dev figures: overlap F1 of triggers and of roles given gold triggers, accuracies of the rest."""
    encoder.eval()
    heads.eval()
    c: dict[str, list[float]] = {}

    def prf(name: str, ours: set, theirs: set) -> None:
        hit = [any(a < y and x < b for x, y in theirs) for a, b in ours]
        got = [any(a < y and x < b for x, y in ours) for a, b in theirs]
        row = c.setdefault(name, [0, 0, 0, 0])
        for k, v in enumerate((sum(hit), len(hit), sum(got), len(got))):
            row[k] += v

    def accuracy(name: str, right: float, n: float) -> None:
        row = c.setdefault("acc " + name, [0, 0])
        row[0] += right
        row[1] += n

    for article in articles:
        for w in article:
            ids, shapes, mask = batch_of([w])
            h = encoder(ids, shapes, mask)[0, 1 : len(w.ids) + 1]
            prf(
                "trigger",
                spans_of(heads.trigger(h).argmax(-1).numpy()),
                {s for s, n in zip(w.spans, w.nodes, strict=True) if not n.silver},
            )
            if not w.nodes:
                continue
            spans = torch.tensor(w.spans)
            type_, modality, mode, publisher, role, evidence = heads.roles(h, torch.from_numpy(w.sentence), spans)
            tags = role.argmax(-1).numpy()
            for n, node in enumerate(w.nodes):
                if node.silver:
                    continue
                for r, name in enumerate(ROLES):
                    prf(
                        name.split(":")[0],
                        spans_of(tags[n, :, r]),
                        spans_of(np.where(w.roles[n, :, r] > 0, w.roles[n, :, r], 0)),
                    )
                accuracy("type", float(type_[n].argmax() == node.type), 1)
                accuracy("modality", float(modality[n].argmax() == node.modality), 1)
                if node.time_mode != aux.IGNORE:
                    accuracy("time_mode", float(mode[n].argmax() == node.time_mode), 1)
                accuracy("publisher", float((publisher[n, 0] > 0) == node.publisher), 1)
                ev = (evidence[n] > 0).numpy()
                gold_ev = w.evidence[n] > 0
                row = c.setdefault("evidence", [0, 0, 0, 0])
                for k, v in enumerate(
                    (int((ev & gold_ev).sum()), int(ev.sum()), int((ev & gold_ev).sum()), int(gold_ev.sum()))
                ):
                    row[k] += v
            if len(w.nodes) > 1:
                link = heads.links(h, spans) > 0
                for a in range(len(w.nodes)):
                    for b in range(a):
                        same = w.nodes[a].incident == w.nodes[b].incident
                        accuracy("link", float(bool(link[a, b]) == same), 1)
                        row = c.setdefault("link", [0, 0, 0, 0])
                        ours = bool(link[a, b])
                        for k, v in enumerate((ours and same, ours, ours and same, same)):
                            row[k] += int(v)
            for n, a, b, stance, kind, _anonymous in w.sources:
                got = heads.stances(h, spans[n : n + 1], torch.tensor([(a, b)]))[0].argmax()
                accuracy("stance", float(got == stance), 1)
                sk = heads.source_kind(heads.pooled(h, torch.tensor([(a, b)])))[0]
                accuracy("source_kind", float(sk[:-1].argmax() == kind), 1)
    out = {}
    for name, row in c.items():
        if len(row) == 2:
            out[name] = row[0] / max(row[1], 1)
        else:
            p, r = row[0] / max(row[1], 1), row[2] / max(row[3], 1)
            out[name] = 2 * p * r / (p + r) if p + r else 0.0
    encoder.train()
    heads.train()
    return out


# Share of an epoch's articles by the beginning of their ids: capitals only (MUC-4) and crime analysis are far
# from the news that is read, and would else be a third of it.
SHARES = {"DEV-MUC3": 0.5, "insightcrime": 0.6}


def guises(tokenizer, articles: list[annotated.Annotated], rng: random.Random) -> list[list[gold.GoldWindow]]:
    """Return the batches of one epoch, shuffled: each article as it stands or in another guise.

    Windows of like length go together, so that little is padded.
    """
    found: list[gold.GoldWindow] = []
    for article in articles:
        share = next((s for name, s in SHARES.items() if article.id.startswith(name)), 1.0)
        if rng.random() < share:
            found += gold.read_windows(tokenizer, varied(article, rng))
    rng.shuffle(found)
    batches = []
    for i in range(0, len(found), 8 * BATCH):
        near = sorted(found[i : i + 8 * BATCH], key=lambda w: len(w.ids))
        batches += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    rng.shuffle(batches)
    return batches


def main() -> None:
    """Train, report on dev each epoch, and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("pretrained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=3000)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    tokenizer = load_tokenizer()
    articles = [*annotated.gold(args.data, "train"), *annotated.own(args.data), *annotated.written()][: args.limit]
    dev = [list(gold.read_windows(tokenizer, a)) for a in annotated.gold(args.data, "dev")[: args.limit]]
    others = (
        rng.sample(list(aux.polnear(tokenizer, args.data, "train")), 900)
        + rng.sample(list(aux.factuality(tokenizer, args.data, "train")), 400)
        + rng.sample(list(aux.gate(tokenizer, args.data, "train")), 600)
    )
    by_head: dict[str, list] = {}
    for w in others:
        by_head.setdefault(next(iter(w.labels)), []).append(w)
    aux_batches = [v[i : i + 8] for v in by_head.values() for i in range(0, len(v), 8)]
    rng.shuffle(aux_batches)
    encoder, heads, token_heads = Encoder(), ClaimHeads(), TokenHeads()
    saved = torch.load(args.pretrained)
    encoder.load_state_dict(saved["encoder"])
    token_heads.load_state_dict(saved["heads"])
    if "claims" in saved:
        heads.load_state_dict(saved["claims"])
    slow, fast = [*encoder.parameters()], [*heads.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": slow}, {"params": fast}, {"params": token_heads.parameters()}], weight_decay=0.01
    )
    start, step, running = time.time(), 0, {}
    for epoch in range(args.epochs):
        batches = guises(tokenizer, articles, rng)
        if not epoch:
            steps = args.epochs * len(batches)
            print(len(articles), "articles", sum(map(len, batches)), "windows", steps, "steps", flush=True)
        for group in batches:
            if time.time() - start > args.seconds:
                break
            progress = max(step / steps, (time.time() - start) / args.seconds)
            scale = min(1.0, (step + 1) / 50) * max(0.01, 0.5 * (1 + math.cos(math.pi * min(1, progress))))
            for g, base in zip(optimizer.param_groups, (args.lr, 8 * args.lr, 3 * args.lr), strict=True):
                g["lr"] = base * scale
            ids, shapes, mask = batch_of(group)
            if rng.random() < 0.1:
                shapes = torch.zeros_like(shapes)
            parts = claim_loss(heads, token_heads, encoder(ids, shapes, mask), group)
            loss = sum(parts.values())
            if step % 4 == 0:
                other = aux_batches[(step // 4) % len(aux_batches)]
                ids, shapes, mask = batch_of(other)
                loss = loss + 0.5 * losses(token_heads, encoder(ids, shapes, mask), other)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
            optimizer.step()
            for k, v in parts.items():
                running[k] = 0.97 * running.get(k, float(v.detach())) + 0.03 * float(v.detach())
            step += 1
            if step % 40 == 0:
                print(step, f"{time.time() - start:.0f}s", {k: round(v, 3) for k, v in running.items()}, flush=True)
        if epoch % 3 == 2 or epoch == args.epochs - 1:
            figures = evaluate(encoder, heads, token_heads, dev)
            print("epoch", epoch, json.dumps({k: round(v, 3) for k, v in figures.items()}), flush=True)
        torch.save(
            {"encoder": encoder.state_dict(), "heads": token_heads.state_dict(), "claims": heads.state_dict()}, args.out
        )
        if time.time() - start > args.seconds:
            break


if __name__ == "__main__":
    main()
