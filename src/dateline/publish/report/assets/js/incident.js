// What is claimed, by whom: one incident, a row a claim grouped by source, contradictions side by side.

function drawIncident(incident) {
  const claims = incident.claims.map((no) => record.claims[no]);
  const claim = claims.find((each) => each.id === view.claim) ?? claims[0];
  const at = rows.indexOf(incident);
  const step = (to, text) => (rows[to] ? h('a', { href: fragment({ incident: rows[to].id, claim: null, words: null }) }, text) : h('span', { class: 'blank' }, text));
  byId('incident').replaceChildren(
    h('nav', { 'aria-label': 'Incidents' }, h('a', { id: 'back', href: fragment({ incident: null, claim: null, words: null }) }, '← All incidents'),
      at >= 0 && [step(at - 1, 'Previous'), h('span', {}, `${number.format(at + 1)} of ${number.format(rows.length)}`), step(at + 1, 'Next')]),
    h('div', { class: 'columns' },
      h('div', { class: 'claimed' },
        h('h2', { id: 'incident-title', tabindex: -1 }, `${capital(plain(incident.type))}, ${placeText(incident.place)}, ${timeText(incident.time)}`),
        h('p', { class: 'summary', dir: 'auto' }, incident.summary), incidentFacts(incident),
        incident.disputes.length > 0 && h('section', {}, h('h3', {}, 'Contradictions'), incident.disputes.map(drawDispute)),
        h('section', {}, h('h3', {}, 'Who says what'), saysWhat(incident, claims, claim)),
        figuresOverTime(incident)),
      claim && drawEvidence(claim)));
  document.title = `${capital(plain(incident.type))}, ${placeText(incident.place)} · ${record.title}`;
}

function incidentFacts(incident) {
  const tolls = incident.casualties.map((toll) => h('li', {}, `${capital(plain(toll.effect))}${everybody(toll.who) ? '' : ` (${toll.who})`}: `, h('strong', {}, figureText(toll))));
  return h('dl', { class: 'facts' },
    fact('Casualties', tolls.length ? h('ul', {}, tolls) : NOT_STATED),
    fact('Who', partyList(incident, ['perpetrator'])), fact('Whom', partyList(incident, ['target', 'victim'])),
    incident.participants.some((party) => ['intervener', 'other'].includes(party.role)) && fact('Others', partyList(incident, ['intervener', 'other'])),
    incident.weapons.length > 0 && fact('Weapons', incident.weapons.join(', ')),
    incident.modality !== 'happened' && fact('Status', MODALITY[incident.modality]),
    countText(incident.count) && fact('Count', countText(incident.count)),
    fact('Sources', `${plural(incident.independent_sources, 'independent source')}, ${plural(incident.articles.length, 'article')}; reported ${reportedText(incident)}`),
    fact('Settled', [`policy ${incident.policy}`, incident.grading && `graded ${incident.grading}`, `confidence ${incident.confidence.toFixed(2)}`,
      incident.reviewed ? `reviewed by ${incident.reviewed.by}, ${dateText(incident.reviewed.at)}` : 'not reviewed by a person'].filter(Boolean).join('; ')),
    fact('Id', h('code', {}, incident.id)));
}

function reportedText({ first_reported: first, last_reported: last }) {
  return !first || dateText(first) === dateText(last) ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;
}

function partyList(incident, roles) {
  const parties = incident.participants.filter((party) => roles.includes(party.role));
  return parties.length ? parties.map((party, i) => [i ? '; ' : '', name(party.name), h('small', {}, ` (named by ${plural(party.sources, 'source')})`)]) : h('span', { class: 'blank' }, NOT_STATED);
}

function drawDispute({ field, positions }) {
  return h('div', { class: 'dispute' }, h('h4', {}, `${FIELD[field] ?? capital(field)}: sources disagree`),
    h('div', { class: 'positions' }, positions.map((position) => h('div', {},
      h('strong', { dir: 'auto' }, position.value), h('p', {}, position.sources.map((source, i) => [i ? ', ' : '', name(source)])),
      h('p', { class: 'note' }, position.claims.map((no, i) => [i ? ', ' : 'words: ', toWords(record.claims[no], disputedWords(record.claims[no], field), publisherOf(record.claims[no]))]))))));
}

// The words of a claim that a dispute over ``field`` is about, else the event's own.
function disputedWords(claim, field) {
  const of = {
    figures: claim.casualties[0]?.span, perpetrator: claim.participants.find((party) => party.role === 'perpetrator')?.span,
    place: claim.place?.span, time: claim.time?.span, happened: claim.source_span,
  };
  return of[field] ?? claim.trigger;
}

function saysWhat(incident, claims, open) {
  const bySource = new Map();
  for (const claim of claims) bySource.set(sourceOf(claim), [...(bySource.get(sourceOf(claim)) ?? []), claim]);
  const disputed = new Map();
  for (const { field, positions } of incident.disputes) for (const no of positions.flatMap((p) => p.claims)) disputed.set(no, [...(disputed.get(no) ?? []), field]);
  const head = ['Source', 'Stance', 'Figure', 'Perpetrator', 'Date of the event', 'Where it is written'];
  return h('div', { class: 'wide' }, h('table', { class: 'says' }, h('thead', {}, h('tr', {}, head.map((each) => h('th', { scope: 'col' }, each)))),
    [...bySource].map(([source, own]) => h('tbody', {}, own.sort((a, b) => (publishedOf(a) ?? '').localeCompare(publishedOf(b) ?? ''))
      .map((claim, i) => saysRow(claim, { source: i === 0 && source, count: own.length, open: claim === open, disputed: disputed.get(claim.no) ?? [] }))))));
}

function saysRow(claim, { source, count, open, disputed }) {
  const mark = (field) => disputed.includes(field) && h('small', { class: 'tag' }, 'disputed');
  const actors = claim.participants.filter((party) => party.role === 'perpetrator');
  const blank = () => h('span', { class: 'blank' }, NOT_STATED);
  const cell = (label, ...content) => h('td', { 'data-label': label }, content);
  return h('tr', { 'aria-current': open ? 'true' : null },
    source && h('th', { scope: 'rowgroup', rowspan: count }, name(source), h('small', {}, claim.source ? ` ${plain(claim.source_kind)}${claim.anonymous ? ', unnamed' : ''}` : ' the publisher itself')),
    cell('Stance', toWords(claim, claim.source_span ?? claim.trigger, `${claim.stance}${claim.cue && claim.cue !== claim.stance ? ` (“${claim.cue}”)` : ''}`),
      claim.modality !== 'happened' && h('small', {}, ` ${MODALITY[claim.modality]}`), mark('happened')),
    cell('Figure', claim.casualties.length ? h('ul', {}, claim.casualties.map((figure) => h('li', {}, toWords(claim, figure.span, casualtyText(claim, figure))))) : blank(), mark('figures'), mark('status')),
    cell('Perpetrator', actors.length ? actors.map((party, i) => [i ? ', ' : '', partyCell(claim, party)]) : blank(), mark('perpetrator')),
    cell('Date of the event', claim.time ? toWords(claim, claim.time.span, h('span', { class: claim.time.inferred ? 'inferred' : null }, timeText(claim.time))) : blank(),
      claim.time?.inferred && h('small', {}, ' inferred'), mark('time'), mark('place')),
    cell('Where it is written', toWords(claim, claim.evidence[0] ?? claim.trigger, name(publisherOf(claim))), h('small', {}, ` ${dateText(publishedOf(claim))}`),
      claim.via.length > 0 && h('small', {}, ` via ${claim.via.join(' → ')}`)));
}

function partyCell(claim, party) {
  const { first, second } = partyWords(claim, party);
  return [toWords(claim, party.span, h('bdi', { class: party.inferred ? 'inferred' : null }, first)),
    second && h('small', {}, ` (${second})`), party.inferred && h('small', {}, ' inferred')];
}

function figuresOverTime(incident) {
  const charts = incident.casualties.map(drawFigures).filter(Boolean);
  return charts.length ? h('section', {}, h('h3', {}, 'Figures over time'), charts) : null;
}
