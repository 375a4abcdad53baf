// Values in words, the same everywhere: blank is "not stated", never 0.

const NOT_STATED = 'not stated';
const DAY = 86400000;
const number = new Intl.NumberFormat('en');
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const dateFormat = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const FULL = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const MONTH = dateFormat({ month: 'short', year: 'numeric' });

const PRECISION = {
  near: 'near', admin2: 'district only', admin1: 'province only', country: 'country only', unknown: NOT_STATED,
};
const MODALITY = {
  happened: 'reported as happened', did_not_happen: 'reported as not having happened', possible: 'possible',
  planned: 'planned', threatened: 'threatened', ongoing: 'ongoing', hypothetical: 'hypothetical',
};
const FIELD = {
  figures: 'How many', perpetrator: 'Who did it', place: 'Where', time: 'When', status: 'Status of the victims',
  happened: 'Whether it happened',
};

const plain = (id) => (id ?? '').replaceAll('_', ' ');
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const plural = (count, one, many = `${one}s`) => `${number.format(count)} ${count === 1 ? one : many}`;

function country(code) {
  if (!code) return null;
  return /^[A-Z]{2}$/i.test(code) ? regions.of(code.toUpperCase()) : code;
}

// Whole days since 1970 of an ISO date, or null.
function dayOf(iso) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso ?? '');
  return found ? Date.UTC(found[1], found[2] - 1, found[3]) / DAY : null;
}
const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const dateText = (iso) => (dayOf(iso) == null ? NOT_STATED : FULL.format(dayOf(iso) * DAY));

function timeText(time) {
  const [start, end] = [dayOf(time?.start), dayOf(time?.end)];
  if (start == null && end == null) return NOT_STATED;
  if (start == null) return `until ${dateText(time.end)}`;
  if (end == null) return `from ${dateText(time.start)}`;
  if (start === end) return dateText(time.start);
  const sameMonth = time.start.slice(0, 7) === time.end.slice(0, 7);
  if (time.precision === 'month' && sameMonth) return MONTH.format(start * DAY);
  if (time.precision === 'year' && time.start.slice(0, 4) === time.end.slice(0, 4)) return time.start.slice(0, 4);
  return FULL.formatRange(start * DAY, end * DAY);
}

function placeText(place, { precise = true } = {}) {
  const parts = [place?.name, place?.admin1, country(place?.country)].filter(Boolean);
  const text = parts.filter((part, i) => parts.indexOf(part) === i).join(', ');
  if (!text) return NOT_STATED;
  const grade = PRECISION[place.precision];
  if (!precise || !grade || grade === NOT_STATED) return text;
  return place.precision === 'near' ? `near ${text}` : `${text} (${grade})`;
}

// "58", "≥ 58", "≤ 58", "24–99", "24–30–41" (low, best, high).
function figureText({ low, best, high }) {
  const f = (value) => number.format(value);
  if (low == null && best == null && high == null) return NOT_STATED;
  if (low == null && high == null) return f(best);
  if (high == null) return best == null || best === low ? `≥ ${f(low)}` : `≥ ${f(low)}, best ${f(best)}`;
  if (low == null) return best == null || best === high ? `≤ ${f(high)}` : `≤ ${f(high)}, best ${f(best)}`;
  if (low === high) return f(low);
  return best == null ? `${f(low)}–${f(high)}` : `${f(low)}–${f(best)}–${f(high)}`;
}

// A figure as claimed, with the article's words where they are vaguer than the numbers.
function claimedFigure(figure, words) {
  if (figure.share != null && figure.low == null && figure.best == null) {
    return `${Math.round(figure.share * 100)} % of them`;
  }
  const text = figureText(figure);
  const vague = figure.best == null && figure.low != null && figure.high != null && figure.low !== figure.high;
  return vague && words && !/\d/.test(words) ? `${text} (“${words}”)` : text;
}

function countText([low, high]) {
  if (low === 1 && high === 1) return null;
  return `${figureText({ low, high: high ?? undefined })} events`;
}
