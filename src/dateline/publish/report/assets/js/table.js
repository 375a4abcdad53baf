// Which incidents: a sortable table that holds only the rows in sight, so that 10,000 stay smooth.

const stances = (incident, stance) => incident.sources.filter((source) => source.stance === stance).length;
const COLUMNS = [
  { key: 'date', label: 'Date', value: (i) => (i.days ? Math.max(i.days[0], -1e6) : null), cell: (i) => timeText(i.time) },
  { key: 'place', label: 'Place', value: (i) => placeText(i.place), cell: (i) => name(placeText(i.place)) },
  { key: 'type', label: 'Type', value: (i) => i.type, cell: typeCell },
  { key: 'who', label: 'Who → whom', value: (i) => i.actors[0] ?? null, cell: whoCell },
  { key: 'killed', label: 'Killed: low–best–high', value: (i) => i.deaths, cell: (i) => figureText(i.killed ?? {}) },
  { key: 'sources', label: 'Sources', value: (i) => i.independent_sources, cell: sourcesCell },
  { key: 'disputed', label: 'Disputed', value: (i) => i.disputes.length || null, cell: (i) => i.disputes.length
    ? h('span', { class: 'tag' }, `disputed: ${i.disputes.map((each) => (FIELD[each.field] ?? each.field).toLowerCase()).join(', ')}`) : '' },
];
let rows = []; // the incidents of the selection, sorted
let active = 0; // the row that holds the keyboard
let drawn = [0, 0];

function typeCell(incident) {
  const rest = [incident.modality !== 'happened' && MODALITY[incident.modality], countText(incident.count)].filter(Boolean);
  return [capital(plain(incident.type)), rest.length > 0 && h('small', {}, ` ${rest.join(', ')}`)];
}

function whoCell(incident) {
  const side = (names, between) => (names.length ? names.map((each, i) => [i ? between : '', name(each)]) : h('span', { class: 'blank' }, NOT_STATED));
  const rivals = incident.disputes.some((dispute) => dispute.field === 'perpetrator');
  return [side(namesOf(incident, ['perpetrator']), rivals ? ' or ' : ', '), ' → ', side(incident.targets, ', ')];
}

function sourcesCell(incident) {
  const counts = [['asserts', 'assert'], ['denies', 'deny'], ['suspects', 'suspect'], ['estimates', 'estimate']]
    .map(([stance, verb]) => [stances(incident, stance), verb, stance]).filter(([count]) => count);
  return [`${number.format(incident.independent_sources)} independent`,
    h('small', {}, ` ${counts.map(([count, verb, one]) => `${count} ${count === 1 ? one : verb}`).join(', ')}`)];
}

function buildTable() {
  byId('table').append(
    h('h2', { id: 'table-title' }, 'Incidents'),
    h('p', { class: 'note' }, 'Arrow keys move between rows, Enter opens one. “≥” is “at least”; blank is never 0.'),
    h('div', { id: 'scroll', onscroll: () => drawRows() },
      h('table', { role: 'table', 'aria-labelledby': 'table-title', onkeydown: rowKey },
        h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, COLUMNS.map(({ key, label }) => h('th', { role: 'columnheader', scope: 'col', id: `th-${key}`, class: `c-${key}` },
          h('button', { type: 'button', onclick: () => setView({ sort: view.sort === key ? `-${key}` : key }) }, label))))),
        h('tbody', { id: 'rows', role: 'rowgroup' }))));
  new ResizeObserver(() => drawRows(true)).observe(byId('scroll'));
}

// Rows without a value come last, whichever way the column is sorted.
function sortIncidents(incidents) {
  const key = (view.sort ?? '-date').replace(/^-/, '');
  const way = (view.sort ?? '-date').startsWith('-') ? -1 : 1;
  const { value } = COLUMNS.find((column) => column.key === key) ?? COLUMNS[0];
  const keyed = incidents.map((incident) => [value(incident), incident]);
  keyed.sort(([a], [b]) => (a == null) - (b == null) || (a < b ? -way : a > b ? way : 0));
  for (const column of COLUMNS) {
    byId(`th-${column.key}`).setAttribute('aria-sort', column.key !== key ? 'none' : way < 0 ? 'descending' : 'ascending');
  }
  return keyed.map(([, incident]) => incident);
}

function drawTable(shown) {
  rows = sortIncidents(shown);
  active = Math.max(0, Math.min(active, rows.length - 1));
  byId('scroll').querySelector('table').setAttribute('aria-rowcount', rows.length + 1);
  drawRows(true);
}

const rowHeight = () => parseFloat(getComputedStyle(byId('rows')).getPropertyValue('--row')) || 52;

function drawRows(force = false, all = false) {
  const scroll = byId('scroll'), height = rowHeight();
  const first = all ? 0 : Math.max(0, Math.floor(scroll.scrollTop / height) - 8);
  const last = all ? rows.length : Math.min(rows.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / height) + 8);
  if (!force && first === drawn[0] && last === drawn[1]) return;
  const held = document.activeElement?.dataset?.row;
  drawn = [first, last];
  const space = (count) => {
    const row = h('tr', { class: 'space', 'aria-hidden': 'true' }, h('td', { colspan: COLUMNS.length }));
    row.style.height = `${count * height}px`;
    return row;
  };
  byId('rows').replaceChildren(...[first > 0 && space(first), ...rows.slice(first, last).map((incident, i) => drawRow(incident, first + i)),
    last < rows.length && space(rows.length - last)].filter(Boolean));
  if (!rows.length) byId('rows').replaceChildren(h('tr', {}, h('td', { colspan: COLUMNS.length }, 'No incident matches these filters.')));
  if (held != null) byId('rows').querySelector(`[data-row="${held}"]`)?.focus({ preventScroll: true });
}

function drawRow(incident, at) {
  return h('tr', { role: 'row', tabindex: at === active ? 0 : -1, 'data-row': at, 'aria-rowindex': at + 2, class: at % 2 ? 'odd' : null,
    onclick: () => { if (!String(getSelection())) openIncident(incident); }, onfocus: () => { active = at; } },
    COLUMNS.map(({ key, label, cell }) => h('td', { role: 'cell', class: `c-${key}`, 'data-label': label }, clamped(cell(incident)))));
}

function clamped(content) {
  const box = h('div', {}, content);
  box.title = box.textContent;
  return box;
}

function rowKey(event) {
  if (event.target.dataset.row == null) return;
  const page = Math.max(1, Math.floor(byId('scroll').clientHeight / rowHeight()) - 1);
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: rows.length - 1 }[event.key];
  if (event.key === 'Enter') openIncident(rows[active]);
  else if (to != null) focusRow(Math.max(0, Math.min(rows.length - 1, to)));
  else return;
  event.preventDefault();
}

function focusRow(to) {
  const scroll = byId('scroll'), height = rowHeight();
  active = to;
  const head = scroll.querySelector('thead').offsetHeight;
  if (to * height < scroll.scrollTop) scroll.scrollTop = to * height;
  else if ((to + 1) * height + head > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = (to + 1) * height + head - scroll.clientHeight;
  drawRows(true);
  byId('rows').querySelector(`[data-row="${to}"]`)?.focus({ preventScroll: true });
}
