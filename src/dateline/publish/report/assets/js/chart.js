// Figures over time: a step line a source, by day of publication, low to high as a band.

const clip = (text) => (text.length > 26 ? `${text.slice(0, 25)}…` : text);
const DASHES = ['', '6 3', '2 3', '9 3 2 3', '1 4'];

function figureSteps(toll) {
  const bySource = new Map();
  for (const figure of toll.figures) {
    const day = dayOf(figure.published);
    const [low, high] = [figure.low ?? figure.best ?? figure.high, figure.high ?? figure.best ?? figure.low];
    if (day == null || low == null || figure.stance === 'denies') continue;
    const steps = bySource.get(figure.source) ?? bySource.set(figure.source, []).get(figure.source);
    steps.push({ day, low, high, at: figure.best ?? low, text: figureText(figure) });
  }
  for (const steps of bySource.values()) steps.sort((a, b) => a.day - b.day);
  return bySource;
}

function drawFigures(toll) {
  const bySource = figureSteps(toll);
  const all = [...bySource.values()].flat();
  const days = all.map((step) => step.day);
  const [from, to] = [Math.min(...days), Math.max(...days)];
  if (all.length < 2 || from === to) return null;
  const width = 620, height = 210, left = 44, right = 215, foot = 26;
  const most = Math.max(1, ...all.map((step) => step.high));
  const x = (day) => left + (day - from) / (to - from) * (width - left - right);
  const y = (value) => 10 + (1 - value / most) * (height - foot - 16);
  const labels = spread([...bySource].map(([source, steps]) => ({ text: `${clip(source)}: ${steps.at(-1).text}`, y: y(steps.at(-1).at) })), height - foot);
  const title = `${capital(plain(toll.effect))}${everybody(toll.who) ? '' : ` (${toll.who})`} as each source gave it, by day of publication`;
  return h('figure', {}, h('figcaption', {}, title),
    s('svg', { class: 'figures', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}; the table above holds the same figures` },
      [0, most].map((value) => [s('line', { class: 'grid', x1: left, x2: width - right, y1: y(value), y2: y(value) }),
        s('text', { class: 'tick', x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, number.format(value))]),
      [[from, 'start'], [to, 'end']].map(([day, anchor]) =>
        s('text', { class: 'tick', x: x(day), y: height - 6, 'text-anchor': anchor }, dateText(isoOf(day)))),
      [...bySource].map(([source, steps], i) => stepLine(source, steps, { x, y, to, dash: DASHES[i % DASHES.length] })),
      labels.map((label) => s('text', { class: 'line-label', x: width - right + 8, y: label.y + 4 },
        label.text))));
}

function stepLine(source, steps, { x, y, to, dash }) {
  const path = steps.map((step, i) => (i ? `H${x(step.day)}V${y(step.at)}` : `M${x(step.day)},${y(step.at)}`)).join('');
  return s('g', { class: 'step' }, s('path', { d: `${path}H${x(to)}`, 'stroke-dasharray': dash }),
    steps.map((step) => [
      step.low !== step.high && s('line', { class: 'range', x1: x(step.day), x2: x(step.day), y1: y(step.low), y2: y(step.high) }),
      s('circle', { cx: x(step.day), cy: y(step.at), r: 3.5 }, s('title', {}, `${source}, ${dateText(isoOf(step.day))}: ${step.text}`)),
    ]));
}

// Labels pushed apart to a line's height, kept above the foot.
function spread(labels, foot) {
  labels.sort((a, b) => a.y - b.y);
  labels.forEach((label, i) => { if (i) label.y = Math.max(label.y, labels[i - 1].y + 14); });
  const over = (labels.at(-1)?.y ?? 0) - foot;
  if (over > 0) for (const label of labels) label.y -= over;
  return labels;
}
