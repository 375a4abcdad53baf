// Where, how surely: a mark only where the record has a place of its own, everything else in a list.

const WORLD = 1000; // width of the unzoomed world in pixels
const project = geo.geoMercator().scale(WORLD / (2 * Math.PI)).translate([WORLD / 2, WORLD / 2]);
const ON_MAP = ['exact', 'near', 'admin2', 'admin1'];
const RADIUS_KM = { near: 15, admin2: 30, admin1: 100 }; // where the record gives none
const CELL = 40; // pixels within which marks are one cluster
let camera = null; // { k, x, y }: zoom and shift
let countries = [];
let picked = null; // the incidents of the cluster that was opened

const onMap = ({ place }) => place?.lat != null && place.lon != null && ON_MAP.includes(place.precision);

async function loadShapes() {
  const bytes = Uint8Array.from(atob(byId('shapes').textContent), (char) => char.charCodeAt(0));
  const plainBytes = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const topology = JSON.parse(await new Response(plainBytes).text());
  const path = geo.geoPath(project).digits(3);
  const { countries: shapes } = topology.objects;
  byId('land').append(
    s('path', { class: 'land', d: path(geo.feature(topology, shapes)) }),
    s('path', { class: 'border', d: path(geo.mesh(topology, shapes, (a, b) => a !== b)) }));
  countries = geo.feature(topology, shapes).features.map((feature) => countryLabel(feature, path));
  moveMap();
}

// Where a country's name stands: the middle of its largest part.
function countryLabel(feature, path) {
  const { type, coordinates } = feature.geometry;
  const parts = (type === 'MultiPolygon' ? coordinates : [coordinates])
    .map((part) => ({ type: 'Polygon', coordinates: part })).sort((a, b) => path.area(b) - path.area(a));
  const [[left], [right]] = path.bounds(parts[0]);
  return { text: feature.properties.name, at: path.centroid(parts[0]), width: right - left };
}

function buildMap() {
  const button = (text, label, act) => h('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, text);
  const shift = (dx, dy) => () => { camera.x += dx; camera.y += dy; moveMap(); };
  byId('map').append(
    h('div', { class: 'title-row' }, h('h2', { id: 'map-title' }, 'Where'),
      h('div', { class: 'map-buttons', role: 'group', 'aria-label': 'Move the map' },
        button('+', 'Zoom in', () => zoomMap(2)), button('−', 'Zoom out', () => zoomMap(0.5)),
        button('←', 'Move west', shift(80, 0)), button('→', 'Move east', shift(-80, 0)),
        button('↑', 'Move north', shift(0, 80)), button('↓', 'Move south', shift(0, -80)),
        button('Fit', 'Show every incident of the selection', () => { fitMap(current); moveMap(); }))),
    h('div', { class: 'map-body' },
      h('div', { class: 'map-frame' },
        s('svg', { id: 'map-svg', tabindex: 0, role: 'group', 'aria-label': 'Map of incidents. Arrow keys move it, plus and minus zoom.', onkeydown: mapKey },
          s('g', { id: 'land' }), s('g', { id: 'names' }), s('g', { id: 'marks' }), s('g', { id: 'scale' }))),
      h('div', { id: 'off-map' })),
    mapLegend());
  mapPointer(byId('map-svg'));
}

function mapLegend() {
  const sample = (...shapes) => s('svg', { width: 30, height: 22, 'aria-hidden': 'true' }, shapes);
  const disc = (kind, r = 5) => s('circle', { class: kind, cx: 15, cy: 11, r });
  return h('ul', { class: 'legend note' },
    h('li', {}, sample(disc('disc')), 'exact place; larger with more deaths'),
    h('li', {}, sample(disc('disc hollow')), 'nobody counted deaths'),
    h('li', {}, sample(disc('ring', 9), disc('disc', 3)), 'somewhere within the ring (near a place, or its district)'),
    h('li', {}, sample(disc('soft', 11), disc('disc', 3)), 'somewhere in a province'),
    h('li', {}, sample(disc('cluster', 9), s('text', { class: 'cluster-count', x: 15, y: 15 }, '7')), 'that many incidents'),
    h('li', {}, 'Hold Ctrl (or click the map first) to zoom with the wheel.'));
}

function fitMap(incidents) {
  const { width, height } = mapSize();
  const points = incidents.filter(onMap).map(({ place }) => project([place.lon, place.lat]));
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const [x0, x1] = xs.length ? [Math.min(...xs), Math.max(...xs)] : [0, WORLD];
  const [y0, y1] = ys.length ? [Math.min(...ys), Math.max(...ys)] : [250, 700];
  const room = 10; // about 400 km at the equator: never so near that no border is in sight
  const k = Math.max(0.3, Math.min((width - 110) / Math.max(x1 - x0, room), (height - 90) / Math.max(y1 - y0, room)));
  camera = { k, x: width / 2 - k * (x0 + x1) / 2, y: height / 2 - k * (y0 + y1) / 2 };
}

const mapSize = () => ({ width: byId('map-svg').clientWidth || 600, height: byId('map-svg').clientHeight || 380 });

function zoomMap(factor, at) {
  const { width, height } = mapSize();
  const [cx, cy] = at ?? [width / 2, height / 2];
  const k = Math.min(4000, Math.max(0.3, camera.k * factor));
  camera = { k, x: cx - (cx - camera.x) * k / camera.k, y: cy - (cy - camera.y) * k / camera.k };
  moveMap();
}

function mapKey(event) {
  const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
  if (step) { camera.x += step[0]; camera.y += step[1]; moveMap(); }
  else if (event.key === '+' || event.key === '=') zoomMap(1.5);
  else if (event.key === '-') zoomMap(1 / 1.5);
  else return;
  event.preventDefault();
}

function mapPointer(chart) {
  let held = null;
  const at = (event) => [event.clientX - chart.getBoundingClientRect().left, event.clientY - chart.getBoundingClientRect().top];
  chart.addEventListener('pointerdown', (event) => {
    if (event.target.closest('.mark')) return;
    held = [event.clientX - camera.x, event.clientY - camera.y];
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener('pointermove', (event) => {
    if (!held) return;
    camera.x = event.clientX - held[0];
    camera.y = event.clientY - held[1];
    moveMap();
  });
  chart.addEventListener('pointerup', () => { held = null; });
  chart.addEventListener('dblclick', (event) => zoomMap(2, at(event)));
  chart.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && document.activeElement !== chart) return;
    event.preventDefault();
    zoomMap(event.deltaY < 0 ? 1.25 : 0.8, at(event));
  }, { passive: false });
}

function drawMap(shown) {
  if (!camera) fitMap(shown);
  picked = picked?.filter((incident) => shown.includes(incident)) ?? null;
  moveMap();
  drawOffMap(shown);
}

let frame = null;
function moveMap() {
  if (!camera) return; // an incident is open and the map was not drawn yet
  frame ??= requestAnimationFrame(() => {
    frame = null;
    const { width, height } = mapSize();
    byId('map-svg').setAttribute('viewBox', `0 0 ${width} ${height}`);
    byId('land').setAttribute('transform', `translate(${camera.x},${camera.y}) scale(${camera.k})`);
    const marks = clusters(current.filter(onMap));
    byId('marks').replaceChildren(...marks.map((mark) => mark.incidents.length > 1 ? drawCluster(mark) : drawMark(mark)));
    drawNames(marks);
    drawScale();
  });
}

const screen = ([px, py]) => [px * camera.k + camera.x, py * camera.k + camera.y];

// Marks nearer than a cell to a larger one join it; outside the frame nothing is drawn.
function clusters(incidents) {
  const { width, height } = mapSize();
  const cells = new Map();
  for (const incident of [...incidents].sort((a, b) => (b.deaths ?? -1) - (a.deaths ?? -1))) {
    const at = screen(project([incident.place.lon, incident.place.lat]));
    if (at[0] < -CELL || at[1] < -CELL || at[0] > width + CELL || at[1] > height + CELL) continue;
    const cell = at.map((value) => Math.floor(value / CELL));
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => cells.get(`${cell[0] + dx},${cell[1] + dy}`)))
      .find((other) => other && Math.hypot(other.at[0] - at[0], other.at[1] - at[1]) < CELL * 0.7);
    if (near) near.incidents.push(incident);
    else if (!cells.has(`${cell}`)) cells.set(`${cell}`, { at, incidents: [incident] });
    else cells.get(`${cell}`).incidents.push(incident);
  }
  return [...cells.values()];
}

function markNode(at, label, act, shapes) {
  return s('g', { class: 'mark', tabindex: 0, role: 'button', 'aria-label': label, transform: `translate(${at[0]},${at[1]})`,
    onclick: act, onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); } } },
    s('title', {}, label), shapes);
}

const discRadius = ({ deaths }) => (deaths == null ? 5 : Math.min(26, 4 + 1.6 * Math.sqrt(deaths)));

function drawMark({ at, incidents: [incident] }) {
  const { precision, lat, radius_km: known } = incident.place;
  const r = discRadius(incident);
  const pixelsPerKm = WORLD * camera.k / (40075 * Math.cos(lat * Math.PI / 180));
  const around = Math.max((known ?? RADIUS_KM[precision] ?? 0) * pixelsPerKm, r + 3);
  const label = `${capital(plain(incident.type))}, ${placeText(incident.place)}, ${timeText(incident.time)}, killed: ${figureText(incident.killed ?? {})}`;
  return markNode(at, label, () => openIncident(incident), [
    precision === 'admin1' && s('circle', { class: 'soft', r: around }),
    (precision === 'near' || precision === 'admin2') && s('circle', { class: 'ring', r: around }),
    s('circle', { class: `disc${incident.deaths == null ? ' hollow' : ''}${precision === 'exact' ? '' : ' unsure'}`, r }),
  ]);
}

function drawCluster({ at, incidents }) {
  const same = new Set(incidents.map(({ place }) => `${place.lat},${place.lon}`)).size === 1;
  const act = () => {
    picked = incidents;
    drawOffMap(current);
    if (!same) { byId('map-svg').focus({ preventScroll: true }); zoomMap(2.5, at); }
  };
  return markNode(at, `${plural(incidents.length, 'incident')} ${same ? `at ${placeText(incidents[0].place)}` : 'near each other'}`, act, [
    s('circle', { class: 'cluster', r: 11 + 2.5 * Math.log2(incidents.length) }),
    s('text', { class: 'cluster-count', y: 4 }, number.format(incidents.length)),
  ]);
}

// Names of countries and of marked places, each only where it covers no other.
function drawNames(marks) {
  const { width, height } = mapSize();
  const taken = marks.map(({ at }) => [at[0] - 12, at[1] - 12, at[0] + 12, at[1] + 12]);
  const free = (box) => taken.every((b) => box[0] > b[2] || box[2] < b[0] || box[1] > b[3] || box[3] < b[1]);
  const names = [];
  const put = (text, x, y, kind, size) => {
    const box = kind === 'country-name' ? [x - size / 2, y - 12, x + size / 2, y + 4] : [x, y - 10, x + size, y + 4];
    if (box[2] < 0 || box[0] > width || box[3] < 0 || box[1] > height || !free(box)) return;
    taken.push(box);
    names.push(s('text', { class: kind, x, y }, text));
  };
  for (const { at, incidents } of marks) {
    const label = incidents[0].place.name;
    if (incidents.every(({ place }) => place.name === label) && label) put(label, at[0] + 9 + discRadius(incidents[0]), at[1] + 4, 'place-name', label.length * 6.5);
  }
  for (const { text, at, width: wide } of countries) {
    if (wide * camera.k > text.length * 7) put(text, ...screen(at), 'country-name', text.length * 7.5);
  }
  byId('names').replaceChildren(...names);
}

function drawScale() {
  const { width, height } = mapSize();
  const lat = project.invert([(width / 2 - camera.x) / camera.k, (height / 2 - camera.y) / camera.k])[1];
  const kmPerPixel = 40075 * Math.cos(lat * Math.PI / 180) / (WORLD * camera.k);
  const power = 10 ** Math.floor(Math.log10(kmPerPixel * 110));
  const km = [5, 2, 1].map((step) => step * power).find((each) => each <= kmPerPixel * 110) ?? power;
  const long = km / kmPerPixel;
  byId('scale').replaceChildren(
    s('path', { class: 'axis', d: `M12,${height - 18} v6 h${long} v-6` }),
    s('text', { class: 'tick', x: 12 + long / 2, y: height - 18 }, `${number.format(km)} km`));
}

// Beside the map: the picked cluster, and what has no place of its own.
function drawOffMap(shown) {
  const line = (incident) => h('li', {}, h('a', { href: fragment({ incident: incident.id }) },
    `${capital(plain(incident.type))}, ${timeText(incident.time)}`), ` killed: ${figureText(incident.killed ?? {})}`);
  const list = (title, incidents) => h('details', { open: incidents.length <= 5 || incidents === picked },
    h('summary', {}, title, ` (${number.format(incidents.length)})`), h('ul', {}, incidents.slice(0, 200).map(line)),
    incidents.length > 200 && h('p', { class: 'note' }, 'The first 200; the table has all.'));
  const groups = new Map();
  for (const incident of shown.filter((each) => !onMap(each))) {
    const key = country(incident.place?.country) ?? 'No place stated';
    groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  byId('off-map').replaceChildren(...[
    picked?.length && [h('h3', {}, 'In the cluster'), list(placeText(picked[0].place, { precise: false }), picked)],
    groups.size && [h('h3', {}, 'Not on the map'), h('p', { class: 'note' }, 'No place nearer than a country is stated.'),
      [...groups].sort((a, b) => b[1].length - a[1].length).map(([title, incidents]) => list(title, incidents))],
  ].flat(3).filter(Boolean));
}
