// Is it really written there: the article's own text with the words that each value came from.

const ROLES = {
  trigger: 'event', actor: 'actor', target: 'target', place: 'place', time: 'time', figure: 'figure', source: 'source',
  weapon: 'weapon', reason: 'stated reason',
};
const ROLE_OF = { perpetrator: 'actor', intervener: 'actor', other: 'actor', target: 'target', victim: 'target' };

// Every value of a claim: its role, how it reads, its span (null: from nowhere in the text) and whether inferred.
function valuesOf(claim) {
  const timeNote = claim.time && claim.time.text ? `, written “${claim.time.text}”` : '';
  return [
    { role: 'trigger', text: capital(plain(claim.type)), span: claim.trigger },
    ...claim.participants.map((party) => {
      const { first, second } = partyWords(claim, party);
      return { role: ROLE_OF[party.role] ?? 'actor', part: party.role, text: second ? `${first} (${second})` : first, span: party.span, inferred: party.inferred };
    }),
    claim.place && { role: 'place', text: placeText(claim.place), span: claim.place.span, inferred: claim.place.inferred },
    claim.time && { role: 'time', text: `${timeText(claim.time)}${timeNote}`, span: claim.time.span, inferred: claim.time.inferred },
    ...claim.casualties.map((figure) => ({ role: 'figure', text: casualtyText(claim, figure), span: figure.span })),
    { role: 'source', text: sourceOf(claim), span: claim.source_span, inferred: claim.source_inferred },
    ...claim.weapons.map((weapon) => ({ role: 'weapon', text: weapon.name, span: weapon.span })),
    claim.reason && { role: 'reason', text: wordsOf(claim, claim.reason), span: claim.reason },
  ].filter(Boolean);
}

// The article's own words first, the name that they were resolved to second; of a masked person the name only.
function partyWords(claim, party) {
  const words = record.masked && party.kind === 'person' ? null : wordsOf(claim, party.span);
  return words && words !== party.name ? { first: words, second: party.name } : { first: party.name, second: null };
}

function casualtyText(claim, figure) {
  const who = !everybody(figure.who) ? ` (${figure.who})` : '';
  const part = figure.part_of == null ? '' : ', part of the total';
  return `${plain(figure.effect)} ${claimedFigure(figure, wordsOf(claim, figure.span))}${who}${part}`;
}

// A link to the words: opens the claim's article and stands at the span.
function toWords(claim, span, content) {
  if (!span) return content;
  return h('a', { class: 'to-words', href: fragment({ claim: claim.id, words: span.join('-') }) }, content);
}

function drawEvidence(claim) {
  const article = record.articles[claim.article];
  const wanted = view.words?.split('-').map(Number) ?? claim.trigger;
  return h('section', { id: 'evidence', 'aria-labelledby': 'evidence-title' },
    h('h3', { id: 'evidence-title' }, 'The words'),
    h('dl', { class: 'facts' }, fact('Publisher', name(article.publisher ?? NOT_STATED)), fact('Title', name(article.title ?? NOT_STATED)),
      fact('Published', article.published ? `${dateText(article.published)}${article.published_from ? ` (from the ${article.published_from})` : ''}` : NOT_STATED),
      article.agency && fact('Agency', name(article.agency)),
      article.copy && fact('Copy', 'a syndicated near-copy of another article; not counted as a source of its own'),
      fact('Link', article.url ? h('a', { href: article.url, rel: 'noopener noreferrer', target: '_blank' }, article.url) : NOT_STATED),
      fact('Input', name(article.key)), fact('sha256', h('code', {}, article.sha256))),
    drawLegend(claim),
    hiddenDirections(article.text),
    h('div', { id: 'text', tabindex: 0, lang: article.language, role: 'group', 'aria-label': 'Text of the article' }, markedText(claim, wanted)));
}

const fact = (label, value) => [h('dt', {}, label), h('dd', {}, value)];

// Marks that turn the direction of writing are invisible and can make a text read otherwise than it is.
function hiddenDirections(text) {
  const count = (text.match(/[\u202a-\u202e\u2066-\u2069]/g) ?? []).length;
  return count ? h('p', { class: 'note warn' }, `This text holds ${plural(count, 'invisible mark')} that ${count === 1 ? 'changes' : 'change'} the direction of writing.`) : null;
}

function drawLegend(claim) {
  const inferred = (value) => value.inferred || (!value.span && value.role !== 'source');
  return h('div', {}, h('h4', {}, 'What was read here'), h('table', { class: 'legend-table' },
    h('thead', { class: 'visually-hidden' }, h('tr', {}, h('th', { scope: 'col' }, 'Role'), h('th', { scope: 'col' }, 'Value'))),
    h('tbody', {}, valuesOf(claim).map((value) => h('tr', {},
      h('th', { scope: 'row' }, h('span', { class: `role r-${value.role}` }, ROLES[value.role]), value.part && value.part !== value.role && h('small', {}, ` ${value.part}`)),
      h('td', { dir: 'auto' }, toWords(claim, value.span, h('span', { class: inferred(value) ? 'inferred' : null }, value.text)),
        inferred(value) && h('small', {}, ' inferred'),
        value.role === 'source' && !claim.source && h('small', {}, ' the publisher itself')))))),
    h('p', { class: 'note' }, `Confidence ${claim.confidence.toFixed(2)}; read by ${claim.made_by === 'rule' ? 'rules' : `the ${claim.made_by}`}.`
      + ' Shaded: the sentences that carry the claim. Dotted: inferred, not written at that place.'));
}

// The text cut at every edge of a span; each piece is marked with the role of the shortest span over it.
function markedText(claim, wanted) {
  const spans = valuesOf(claim).filter((value) => value.span);
  const text = (start, end) => cut(claim.article, start, end);
  const length = cut(claim.article) && codePoints.get(claim.article).length;
  const edges = new Set([0, length, ...wanted, ...spans.flatMap((value) => value.span), ...claim.evidence.flat()]);
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= length).sort((a, b) => a - b);
  const covers = ([start, end], a, b) => start <= a && b <= end;
  return sorted.slice(1).map((end, i) => {
    const start = sorted[i];
    const over = spans.filter((value) => covers(value.span, start, end)).sort((a, b) => (a.span[1] - a.span[0]) - (b.span[1] - b.span[0]));
    const classes = [over.length && `r-${over[0].role}`, over[0]?.inferred && 'inferred', covers(wanted, start, end) && 'current'].filter(Boolean);
    const sentence = claim.evidence.some((span) => covers(span, start, end));
    if (!classes.length) return sentence ? h('span', { class: 'sentence' }, text(start, end)) : text(start, end);
    const roles = over.map((value) => ROLES[value.role]).join(', ');
    return h('mark', { class: [...classes, sentence && 'sentence'].filter(Boolean).join(' '), title: roles || null }, text(start, end));
  });
}

function showWords() {
  const mark = document.querySelector('#text mark.current');
  if (!mark) return;
  const text = byId('text');
  text.scrollTop = mark.offsetTop - text.clientHeight / 3;
  if (view.words) {
    mark.setAttribute('tabindex', -1);
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: 'nearest' });
  }
}
