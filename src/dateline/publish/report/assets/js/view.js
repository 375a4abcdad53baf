// What is shown: the filters and the open incident. It lives in the URL fragment, so a view can be shared.

const VIEW_KEYS = ['from', 'to', 'country', 'province', 'type', 'actor', 'deaths', 'disputed', 'q', 'sort',
  'incident', 'claim', 'words'];
const DEATHS = {
  stated: ['deaths counted', (deaths) => deaths != null],
  1: ['1 or more killed', (deaths) => deaths >= 1],
  10: ['10 or more killed', (deaths) => deaths >= 10],
  100: ['100 or more killed', (deaths) => deaths >= 100],
  blank: ['deaths not stated', (deaths) => deaths == null],
};
let view = {};

function readFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  view = Object.fromEntries(VIEW_KEYS.filter((key) => given.get(key)).map((key) => [key, given.get(key)]));
}

function fragment(changes = {}) {
  const next = { ...view, ...changes };
  const pairs = VIEW_KEYS.filter((key) => next[key]).map((key) => [key, next[key]]);
  return `#${new URLSearchParams(pairs)}`;
}

// A filter changes the address without a step of history; opening an incident is a step.
function setView(changes) {
  history.replaceState(null, '', fragment(changes));
  readFragment();
  byId('scroll').scrollTop = 0;
  render();
}
const openIncident = (incident) => { location.hash = fragment({ incident: incident.id, claim: null, words: null }); };

function matches(incident) {
  const { days, place } = incident;
  if (view.from && !(days && days[1] >= dayOf(view.from))) return false;
  if (view.to && !(days && days[0] <= dayOf(view.to))) return false;
  if (view.country && (place?.country ?? '-') !== view.country) return false;
  if (view.province && place?.admin1 !== view.province) return false;
  if (view.type && incident.type !== view.type) return false;
  if (view.disputed && !incident.disputes.length) return false;
  if (DEATHS[view.deaths] && !(DEATHS[view.deaths][1](incident.deaths))) return false;
  const actor = view.actor?.toLowerCase();
  if (actor && !incident.participants.some((party) => party.name.toLowerCase().includes(actor))) return false;
  return !view.q || view.q.toLowerCase().split(/\s+/).every((word) => haystack(incident).includes(word));
}

const counted = (values) => [...values.reduce((all, v) => all.set(v, (all.get(v) ?? 0) + 1), new Map())];

function buildFilters() {
  const set = (key) => (event) => setView({ [key]: event.target.value, ...(key === 'country' && { province: null }) });
  const field = (label, control) => h('label', {}, h('span', {}, label), control);
  const select = (key, label) => field(label, h('select', { id: `f-${key}`, onchange: set(key) }));
  const input = (key, label, attributes) => field(label, h('input', { id: `f-${key}`, oninput: set(key), ...attributes }));
  const actors = counted(record.incidents.flatMap((incident) => [...incident.actors, ...incident.targets]));
  byId('filters').append(
    input('from', 'From', { type: 'date' }), input('to', 'To', { type: 'date' }),
    select('country', 'Country'), select('province', 'Province'), select('type', 'Type'),
    input('actor', 'Actor or target', { type: 'search', list: 'actors', autocomplete: 'off' }),
    h('datalist', { id: 'actors' }, actors.sort((a, b) => b[1] - a[1]).slice(0, 300).map(([value]) => h('option', { value }))),
    select('deaths', 'Deaths'),
    input('q', 'Text', { type: 'search', placeholder: 'any words', autocomplete: 'off' }),
    h('label', { class: 'check' }, h('input', {
      id: 'f-disputed', type: 'checkbox', onchange: (event) => setView({ disputed: event.target.checked ? '1' : null }),
    }), h('span', {}, 'Disputed only')),
    h('button', { type: 'button', id: 'clear', onclick: () => setView(Object.fromEntries(VIEW_KEYS.map((key) => [key, null]))) },
      'Clear filters'),
    h('p', { id: 'count', role: 'status' }),
  );
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
}

function options(key, pairs, any) {
  byId(`f-${key}`).replaceChildren(h('option', { value: '' }, any), ...pairs.map(([value, label]) => h('option', { value }, label)));
}

// Paper has no controls: what was chosen, in words.
function chosenInWords() {
  const words = Object.entries(view).filter(([key]) => !['sort', 'incident', 'claim', 'words'].includes(key))
    .map(([key, value]) => (key === 'disputed' ? 'disputed only' : key === 'q' ? `text “${value}”` : `${key} ${key === 'country' ? country(value) : plain(value)}`));
  return words.length ? `; chosen: ${words.join(', ')}` : '';
}

function showFilters(shown) {
  const all = record.incidents;
  const label = ([value, count], text) => [value, `${text} (${number.format(count)})`];
  const byText = (a, b) => a[1].localeCompare(b[1]);
  options('country', counted(all.map((i) => i.place?.country ?? '-'))
    .map((pair) => label(pair, pair[0] === '-' ? NOT_STATED : country(pair[0]))).sort(byText), 'all countries');
  const provinces = all.filter((i) => i.place?.admin1 && (!view.country || i.place.country === view.country));
  options('province', counted(provinces.map((i) => i.place.admin1)).map((p) => label(p, p[0])).sort(byText), 'all provinces');
  options('type', counted(all.map((i) => i.type)).map((p) => label(p, plain(p[0]))).sort(byText), 'all types');
  options('deaths', Object.entries(DEATHS).map(([value, [text]]) => [value, text]), 'any or none');
  for (const key of ['from', 'to', 'country', 'province', 'type', 'actor', 'deaths', 'q']) {
    const control = byId(`f-${key}`);
    if (control.value !== (view[key] ?? '')) control.value = view[key] ?? '';
  }
  byId('f-disputed').checked = Boolean(view.disputed);
  const undated = view.from || view.to ? all.filter((incident) => !incident.days).length : 0;
  byId('count').replaceChildren(h('strong', {}, `${number.format(shown.length)} of ${number.format(all.length)}`),
    ` incidents${undated ? `; ${undated} without a date of their own are left out by the dates` : ''}`,
    h('span', { class: 'print-only' }, chosenInWords()));
}
