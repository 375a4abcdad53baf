// The record as the page holds it: incidents with what views need computed once.

const record = blockOf('data');
const codePoints = new Map();

// Offsets count code points, JavaScript strings count UTF-16 units: cut through an array of code points.
function cut(articleNo, start, end) {
  if (!codePoints.has(articleNo)) codePoints.set(articleNo, Array.from(record.articles[articleNo].text));
  return codePoints.get(articleNo).slice(start, end).join('');
}
const wordsOf = (claim, span) => (span ? cut(claim.article, span[0], span[1]) : null);
const publisherOf = (claim) => record.articles[claim.article].publisher ?? claim.publisher ?? 'publisher not stated';
const publishedOf = (claim) => record.articles[claim.article].published ?? claim.published;
const sourceOf = (claim) => claim.source ?? publisherOf(claim);

const everybody = (who) => !who || /^(people|persons?)$/i.test(who);

// The toll that stands for an effect: that of everybody if there is one, else the largest part; parts
// may overlap, so they are never added up.
function tollOf(incident, effect) {
  const tolls = incident.casualties.filter((toll) => toll.effect === effect);
  const size = (toll) => toll.best ?? toll.low ?? toll.high ?? -1;
  return tolls.find((toll) => everybody(toll.who)) ?? tolls.sort((a, b) => size(b) - size(a))[0] ?? null;
}

const namesOf = (incident, roles) =>
  incident.participants.filter((party) => roles.includes(party.role)).map((party) => party.name);

for (const incident of record.incidents) {
  const [start, end] = [dayOf(incident.time?.start), dayOf(incident.time?.end)];
  incident.days = start == null && end == null ? null : [start ?? -Infinity, end ?? Infinity];
  incident.killed = tollOf(incident, 'killed');
  incident.deaths = incident.killed?.best ?? incident.killed?.low ?? null;
  incident.actors = namesOf(incident, ['perpetrator', 'intervener', 'other']);
  incident.targets = namesOf(incident, ['target', 'victim']);
  incident.articles = [...new Set(incident.claims.map((no) => record.claims[no].article))];
  incident.publishedDays = [...new Set(incident.articles.map((no) => dayOf(record.articles[no].published)))]
    .filter((day) => day != null);
  incident.reported = dayOf(incident.first_reported) ?? Math.min(...incident.publishedDays, Infinity);
}
record.claims.forEach((claim, no) => { claim.no = no; });
const incidentById = new Map(record.incidents.map((incident) => [incident.id, incident]));

// Lower-case text that the free-text filter looks in; made when first asked for.
function haystack(incident) {
  incident.hay ??= [
    incident.id, incident.summary, plain(incident.type), placeText(incident.place), ...incident.weapons,
    ...incident.participants.map((party) => party.name), ...incident.sources.map((source) => source.source),
    ...incident.articles.map((no) => `${record.articles[no].title ?? ''} ${record.articles[no].text}`),
  ].join('\n').toLowerCase();
  return incident.hay;
}
