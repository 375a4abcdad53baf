// When, how surely: bars for what is known to the day, lines for intervals, ticks for publication days.

const BINS = {
  day: { start: (day) => day, next: (day) => day + 1 },
  week: { start: (day) => day - ((day + 3) % 7 + 7) % 7, next: (day) => day + 7 },
  month: { start: (day) => monthStart(day, 0), next: (day) => monthStart(day, 1) },
  year: { start: (day) => Date.UTC(new Date(day * DAY).getUTCFullYear(), 0) / DAY, next: (day) => Date.UTC(new Date(day * DAY).getUTCFullYear() + 1, 0) / DAY },
};
function monthStart(day, plus) {
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + plus) / DAY;
}

const BAR_HEIGHT = 90, LANE = 7, MOST_LANES = 14, LEFT = 34, RIGHT = 12;
let span = null; // { from, to, bin }: the days drawn and the bin, settled once for the whole record

// Two years before the first twentieth of the dates is where the axis begins: one "since 1982" must not
// press everything else into its last pixels. What lies before is said in words.
function settleSpan() {
  const days = record.incidents.flatMap((i) => [...(i.days ?? []), ...i.publishedDays]).filter(Number.isFinite).sort((a, b) => a - b);
  if (!days.length) return null;
  const from = Math.max(days[0], days[Math.floor(days.length / 20)] - 730);
  const length = days.at(-1) - from;
  if (length < 14) return { bin: 'day', from: from - 7 + Math.floor(length / 2), to: from + 8 + Math.ceil(length / 2) };
  const bin = length <= 92 ? 'day' : length <= 730 ? 'week' : length <= 7300 ? 'month' : 'year';
  return { bin, from: BINS[bin].start(from), to: BINS[bin].next(BINS[bin].start(days.at(-1))) };
}

const isBar = ({ days }) => days && days[0] === days[1];

function countBins(incidents) {
  return new Map(counted(incidents.filter(isBar).map((incident) => BINS[span.bin].start(incident.days[0]))));
}

// Intervals in as few lanes as do not overlap; what finds no lane is counted in words.
function lanes(incidents) {
  const ends = [];
  const placed = [];
  const sorted = incidents.filter((i) => i.days && !isBar(i)).sort((a, b) => a.days[0] - b.days[0]);
  for (const incident of sorted) {
    let lane = ends.findIndex((end) => end < incident.days[0]);
    if (lane < 0) lane = ends.length;
    if (lane >= MOST_LANES) continue;
    ends[lane] = incident.days[1];
    placed.push({ incident, lane });
  }
  return { placed, count: ends.length, left: sorted.length - placed.length };
}

function drawTimeline(shown) {
  span ??= settleSpan();
  const host = byId('timeline');
  if (!span) return host.replaceChildren(h('h2', { id: 'timeline-title' }, 'When'), h('p', {}, 'No date is stated.'));
  const width = Math.max(280, host.clientWidth);
  const x = (day) => LEFT + (Math.min(Math.max(day, span.from), span.to) - span.from) / (span.to - span.from) * (width - LEFT - RIGHT);
  const inView = new Set(shown);
  const rows = lanes(record.incidents);
  const top = BAR_HEIGHT + 26;
  const height = top + rows.count * LANE + 20;
  const chart = s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label':
    `Incidents per ${span.bin} from ${dateText(isoOf(span.from))} to ${dateText(isoOf(span.to - 1))}; the table holds the same dates` },
    drawBars(x, shown), drawAxis(x, width),
    rows.placed.map(({ incident, lane }) => drawInterval(incident, top + lane * LANE, x, inView.has(incident))),
    drawTicks(x, height - 8, shown));
  if (view.from || view.to) {
    const [a, b] = [x(dayOf(view.from) ?? span.from), x((dayOf(view.to) ?? span.to - 1) + 1)];
    chart.append(s('rect', { class: 'chosen', x: a, y: 2, width: Math.max(2, b - a), height: height - 18 }));
  }
  brush(chart, (px) => Math.floor(span.from + (px - LEFT) / (width - LEFT - RIGHT) * (span.to - span.from)));
  host.replaceChildren(h('h2', { id: 'timeline-title' }, 'When'), chart, timelineNote(rows));
}

function drawBars(x, shown) {
  const [all, some] = [countBins(record.incidents), countBins(shown)];
  const most = Math.max(1, ...all.values());
  const tall = (count) => Math.max(2, count / most * (BAR_HEIGHT - 14));
  const bars = [...all].map(([start, count]) => {
    const [left, right] = [x(start), x(BINS[span.bin].next(start))];
    const bar = (n, kind) => s('rect', { class: kind, x: left, width: Math.max(1.5, right - left - 1), y: BAR_HEIGHT - tall(n), height: tall(n) });
    const when = `${dateText(isoOf(start))}${span.bin === 'day' ? '' : ` and the ${span.bin} from there`}`;
    return s('g', {}, s('title', {}, `${when}: ${some.get(start) ?? 0} of ${count}`),
      bar(count, 'bar-all'), some.has(start) && bar(some.get(start), 'bar'));
  });
  return [s('line', { class: 'grid', x1: LEFT, x2: x(span.to), y1: BAR_HEIGHT - tall(most), y2: BAR_HEIGHT - tall(most) }),
    s('text', { class: 'tick', x: LEFT - 6, y: BAR_HEIGHT - tall(most) + 4, 'text-anchor': 'end' }, number.format(most)),
    s('text', { class: 'tick', x: LEFT - 6, y: BAR_HEIGHT, 'text-anchor': 'end' }, '0'), bars];
}

function drawAxis(x, width) {
  const step = (span.to - span.from) / Math.max(2, Math.floor(width / 110));
  const unit = step < 6 ? 'day' : step < 25 ? 'week' : step < 300 ? 'month' : 'year';
  const format = { day: FULL, week: FULL, month: MONTH, year: dateFormat({ year: 'numeric' }) }[unit];
  const ticks = [];
  for (let day = BINS[unit].start(span.from); day < span.to; day = BINS[unit].next(day)) {
    if (day >= span.from && (!ticks.length || x(day) - x(ticks.at(-1)) > 90) && x(day) < width - 60) ticks.push(day);
  }
  return [s('line', { class: 'axis', x1: LEFT, x2: x(span.to), y1: BAR_HEIGHT + 0.5, y2: BAR_HEIGHT + 0.5 }),
    ticks.map((day) => s('g', {}, s('line', { class: 'axis', x1: x(day), x2: x(day), y1: BAR_HEIGHT, y2: BAR_HEIGHT + 5 }),
      s('text', { class: 'tick', x: x(day), y: BAR_HEIGHT + 17 }, format.format(day * DAY))))];
}

function drawInterval(incident, y, x, inView) {
  const [start, end] = incident.days;
  const [a, b] = [x(start), x(end + 1)];
  return s('g', { class: inView ? 'interval' : 'interval out', onclick: () => openIncident(incident) },
    s('title', {}, `${timeText(incident.time)}: ${incident.summary}`),
    s('line', { x1: a, x2: Math.max(b, a + 2), y1: y, y2: y }),
    start > -Infinity && s('line', { x1: a, x2: a, y1: y - 2.5, y2: y + 2.5 }),
    end < Infinity && s('line', { x1: b, x2: b, y1: y - 2.5, y2: y + 2.5 }));
}

const drawTicks = (x, y, shown) => [...new Set(shown.flatMap((incident) => incident.publishedDays))]
  .map((day) => s('line', { class: 'published', x1: x(day + 0.5), x2: x(day + 0.5), y1: y - 4, y2: y + 4 }));

function timelineNote({ left }) {
  const undated = record.incidents.filter((incident) => !incident.days).length;
  const early = record.incidents.filter((i) => i.days && i.days[0] > -Infinity && i.days[0] < span.from).length;
  return h('p', { class: 'note' },
    `Bars: incidents known to the day, per ${span.bin}, those chosen dark. Lines: an event known only to lie within an interval. `
    + 'Small ticks at the foot: days of publication. Drag to choose dates.',
    undated ? ` ${plural(undated, 'incident')} without a date of the event ${undated === 1 ? 'is' : 'are'} not drawn.` : '',
    early ? ` ${plural(early, 'incident')} began before ${dateText(isoOf(span.from))}, where the axis starts.` : '',
    left ? ` ${plural(left, 'further interval')} found no room; the table has them.` : '');
}

// Dragging chooses dates; a click chooses the bin under it.
function brush(chart, dayAt) {
  const day = (event) => dayAt(event.clientX - chart.getBoundingClientRect().left);
  let from = null;
  chart.addEventListener('pointerdown', (event) => {
    if (event.target.closest('.interval')) return;
    from = day(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener('pointerup', (event) => {
    if (from == null) return;
    const ends = [from, day(event)].sort((a, b) => a - b).map((each) => Math.min(Math.max(each, span.from), span.to - 1));
    const { start, next } = BINS[span.bin];
    const [first, last] = [start(ends[0]), next(start(ends[1])) - 1];
    setView({ from: isoOf(first), to: isoOf(last) });
  });
}
