// The page as a whole: header, footer, and what is drawn when the view changes.

let current = [];

function drawHeader() {
  const days = record.incidents.flatMap((incident) => incident.days ?? []).filter(Number.isFinite);
  const published = record.incidents.flatMap((incident) => incident.publishedDays);
  const range = (all) => {
    if (!all.length) return NOT_STATED;
    const [first, last] = all.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
    return first === last ? dateText(isoOf(first)) : `${dateText(isoOf(first))} to ${dateText(isoOf(last))}`;
  };
  const { articles, sources } = record.counts;
  const used = record.articles.length;
  byId('header').append(
    h('h1', { dir: 'auto' }, record.title),
    h('p', { class: 'lead' }, `${plural(record.incidents.length, 'incident')} from ${plural(used, 'article')}${articles > used ? ` (of ${number.format(articles)} read)` : ''} by ${plural(sources, 'independent source')}.`),
    h('dl', { class: 'facts' }, fact('Events', range(days)), fact('Published', range(published)), fact('Policy in force', record.policies.join(', ') || NOT_STATED)),
    h('p', { class: 'purpose' }, 'This page records what was publicly reported about past events, and by whom. It is no tool for targeting. '
      + 'Every value leads to the words that it was read from; check them before you rely on it.',
      record.masked && ' Private persons appear by their initials; the article texts, being the evidence, are unchanged.'));
}

function drawFooter() {
  const { made_with: made, command, limits, accuracy_url: accuracy, corrections } = record.footer;
  const { unlinked } = record.counts;
  byId('footer').append(
    h('h2', {}, 'How this page was made'),
    h('dl', { class: 'facts' }, made.map(([what, value]) => fact(what, h('code', {}, value))), command && fact('Command', h('code', {}, command)),
      fact('Accuracy', accuracy ? h('a', { href: accuracy, rel: 'noopener noreferrer' }, accuracy) : 'no measurement is linked'),
      fact('Corrections', corrections ? (/^https?:\/\//i.test(corrections) ? h('a', { href: corrections, rel: 'noopener noreferrer' }, corrections) : corrections)
        : 'tell whoever gave you this page, naming the id of the incident')),
    h('h3', {}, 'Known limits'),
    h('ul', {}, [...limits, 'Values are read by machine; a confidence is an estimate, not a verdict. A count of sources is no measure of truth.',
      'Sources may share an origin that no text admits; “independent” means only that copies and repeated speakers were folded.',
      ...(unlinked ? [`${plural(unlinked, 'claim')} of the record belong${unlinked === 1 ? 's' : ''} to no incident shown here (tolls, plans, other subjects).`] : []),
      'Borders are those of Natural Earth, drawn by who governs in fact; they take no side in a dispute.'].map((text) => h('li', {}, text))),
    h('p', { class: 'note' }, 'Places: GeoNames (geonames.org), CC BY 4.0. Shapes: Natural Earth, public domain, by way of world-atlas. Map drawing: d3-geo and topojson-client by Mike Bostock, ISC licence.'));
}

function render() {
  current = record.incidents.filter(matches);
  const incident = incidentById.get(view.incident);
  byId('incident').hidden = !incident;
  byId('overview').hidden = Boolean(incident);
  drawTable(current);
  if (incident) {
    drawIncident(incident);
    showWords();
  } else {
    document.title = record.title;
    showFilters(current);
    drawTimeline(current);
    drawMap(current);
  }
}

// Opening or leaving an incident moves the reader: to its top, or back to the row they came from.
let scrolled = 0;
function go() {
  const before = view.incident;
  if (!before) scrolled = scrollY;
  readFragment();
  render();
  if (before === view.incident) return;
  if (view.incident) {
    scrollTo(0, 0);
    if (!view.words) byId('incident-title')?.focus({ preventScroll: true });
  } else {
    scrollTo(0, scrolled);
    const row = rows.findIndex((incident) => incident.id === before);
    if (row >= 0) focusRow(row);
  }
}

readFragment();
drawHeader();
buildFilters();
buildMap();
buildTable();
drawFooter();
render();
loadShapes().catch(() => byId('map').append(h('p', { class: 'note' }, 'The shapes of the countries could not be drawn by this browser.')));
addEventListener('hashchange', go);
let resized = null;
addEventListener('resize', () => { clearTimeout(resized); resized = setTimeout(() => { if (!view.incident) render(); }, 150); });
addEventListener('keydown', (event) => { if (view.incident && event.key === 'Escape') byId('back')?.click(); });
addEventListener('beforeprint', () => drawRows(true, true));
addEventListener('afterprint', () => drawRows(true));
document.querySelector('.skip').addEventListener('click', (event) => { event.preventDefault(); focusRow(active); });
document.documentElement.dataset.ready = 'yes';
