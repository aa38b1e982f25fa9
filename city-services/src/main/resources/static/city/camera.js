// One camera, live: picture, overlays, what is reported, counts, measures.
import { age, clock, el, has, moment, number, text } from './format.js';
import { drawMeasures } from './measures.js';
import { Stage } from './overlay.js';
import { drawPosture } from './posture.js';
import { listen } from './stream.js';

const main = document.getElementById('main');
const get = (id) => document.getElementById(id);
const path = main.dataset.path;
const api = '/api/cameras/' + path.split('/').map(encodeURIComponent).join('/');
const stage = new Stage(get('stage'));
const english = document.documentElement.lang === 'en';
const MOVING_MS = 15000;
const RESTING_MS = 150000;
const values = new Map();
const objects = new Map();
const alerts = new Map();
let today = null;
let view = null;
let clockAhead = 0;

const labelName = (label) => (has('label.' + label) ? text('label.' + label) : label);
const kindName = (kind) => (has('alert.' + kind) ? text('alert.' + kind) : kind);

function takeValue(value) {
  const channel = value.channel.channel;
  const old = values.get(channel);
  const at = Date.parse(value.measuredAt);
  if (!old || old.at <= at) {
    values.set(channel, { ...value, at });
  }
}

function takeMark(mark) {
  if (mark.over) {
    objects.delete(mark.id);
    return;
  }
  const old = objects.get(mark.id);
  if (!old || old.at <= mark.at) {
    objects.set(mark.id, { ...mark, heard: performance.now() });
  }
}

function takeAlert(alert) {
  if (alert.state === 'ENDED' || alert.ended) {
    alerts.delete(alert.id);
  } else {
    alerts.set(alert.id, { ...alert, since: alert.began || alert.at });
  }
}

function drawObjects() {
  const now = performance.now();
  objects.forEach((mark, id) => { if (now - mark.heard > (mark.stationary ? RESTING_MS : MOVING_MS)) { objects.delete(id); } });
  const all = [...objects.values()];
  const name = (mark) => labelName(mark.label) + (mark.speedKmh ? ` ≈ ${number(mark.speedKmh)} km/h` : '');
  stage.objects(all, name);
  const groups = new Map();
  all.forEach((mark) => groups.set(mark.label, (groups.get(mark.label) || 0) + 1));
  get('objects').replaceChildren(...(groups.size
    ? [...groups].sort().map(([label, count]) => el('li', {}, `${labelName(label)}: ${number(count)}`))
    : [el('li', { class: 'muted' }, text('camera.nothing'))]));
}

function drawAlerts() {
  const all = [...alerts.values()].sort((one, other) => (one.since < other.since ? 1 : -1));
  get('alerts').replaceChildren(...(all.length ? all.map((alert) => el('li', { class: 'alert-line' },
    el('strong', {}, kindName(alert.kind)), ' ', english ? alert.reason : alert.reasonVietnamese || alert.reason,
    el('span', { class: 'muted small num' }, ` · ${alert.since ? moment(Date.parse(alert.since)) : ''} · ${text('camera.confidence', number(alert.confidence * 100))}`)))
    : [el('li', { class: 'muted' }, text('camera.no-alerts'))]));
}

/** line.<name>.<label>.forward|backward; names may hold points, labels do not. */
function counter(channel) {
  const parts = channel.split('.');
  const direction = parts[parts.length - 1];
  if (parts[0] === 'count' && parts.length === 2) {
    return { line: '', label: '', direction };
  }
  return parts[0] === 'line' && parts.length >= 4 && (direction === 'forward' || direction === 'backward')
    ? { line: parts.slice(1, -2).join('.'), label: parts[parts.length - 2], direction } : null;
}

function drawCounts() {
  const rows = new Map();
  values.forEach((value, channel) => {
    const found = counter(channel);
    if (!found || !['forward', 'backward'].includes(found.direction)) {
      return;
    }
    const key = `${found.line}\n${found.label}`;
    const row = rows.get(key) || { ...found, forward: null, backward: null };
    const base = today?.[channel];
    row[found.direction] = base ? base.grown + Math.max(0, value.value - base.last) : null;
    rows.set(key, row);
  });
  const show = (n) => (n === null ? '–' : number(n));
  get('counts').tBodies[0].replaceChildren(...[...rows.keys()].sort().map((key) => {
    const row = rows.get(key);
    return el('tr', {}, el('th', { scope: 'row' }, row.line || text('camera.all-lines')), el('td', {}, row.label ? labelName(row.label) : text('camera.all-labels')),
      el('td', { class: 'number num' }, show(row.forward)), el('td', { class: 'number num' }, show(row.backward)));
  }));
  get('counts').hidden = rows.size === 0;
  get('counts-note').hidden = rows.size > 0 && today !== null;
  get('counts-note').textContent = rows.size ? text('waiting') : text('camera.no-counts');
}

/** What was said last of everything that does not come over the stream. */
let story = null;
const showPosture = () => { if (story) { drawPosture(get('posture'), story, values, serverNow()); } };
const serverNow = () => Date.now() + clockAhead;
const showMeasures = () => drawMeasures(get('measures'), values, serverNow());

function drawCamera(camera) {
  stage.show(camera.object, text('camera.picture', camera.camera, camera.takenAt ? clock(Date.parse(camera.takenAt)) : ''));
  get('taken').textContent = camera.takenAt ? text('camera.taken-at', moment(Date.parse(camera.takenAt))) : '';
  if (camera.state) {
    get('stage').classList.toggle('old', camera.state === 'LOST' || camera.state === 'AWAY');
    get('state').className = 'badge ' + ({ SEES: 'ok', LIMITED: 'medium', BLIND: 'medium', LOST: 'high' }[camera.state] || 'info');
    get('state-text').textContent = (camera.state === 'BLIND' && camera.reason) || text('camera.state.' + camera.state);
    const remedy = { SEES: '', BLIND: camera.remedy, LIMITED: camera.reason }[camera.state] ?? text('camera.remedy.' + camera.state);
    get('remedy').hidden = !remedy;
    get('remedy-text').textContent = remedy;
  }
}

function trouble(words) {
  get('missing').hidden = !words;
  get('missing-text').textContent = words || '';
  showAge();
}

let good = Date.now();
/** While nobody answers: how old the page is. */
function showAge() {
  get('missing-age').textContent = get('missing').hidden ? '' : text('live.age', age(Date.now() - good));
}

let loading = null;
async function load() {
  const answer = await fetch(api, { headers: { Accept: 'application/json' } });
  if (answer.status === 401 || answer.status === 403) {
    trouble(text('link.signed-out'));
    return;
  }
  if (!answer.ok) {
    throw new Error(`camera: ${answer.status}`);
  }
  const now = await answer.json();
  good = Date.now();
  trouble(now.view ? '' : text('camera.no-view'));
  clockAhead = Date.parse(now.now) - Date.now();
  now.values.forEach(takeValue);
  objects.clear();
  now.objects.forEach(takeMark);
  alerts.clear();
  now.alerts.forEach(takeAlert);
  view = now.view?.view || view;
  drawCamera(now.camera);
  story = now;
  showPosture();
  stage.drawing(view);
  drawObjects();
  drawAlerts();
  drawCounts();
  showMeasures();
  main.dataset.ready = 'true';
}

async function loadToday() {
  const answer = await fetch(api + '/today', { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(`today: ${answer.status}`);
  }
  const counts = await answer.json();
  today = {};
  Object.entries(counts).forEach(([of, count]) => {
    const channel = of.slice(path.length + 1);
    today[channel] = count;
  });
  drawCounts();
}

/** Everything anew; what fails is tried again by itself. */
function reload() {
  loading ??= load().then(loadToday).catch(() => trouble(text('camera.unavailable'))).finally(() => { loading = null; });
  return loading;
}

stage.resized = () => { stage.drawing(view); drawObjects(); };
document.querySelectorAll('[data-layer]').forEach((box) => box.addEventListener('change', () => stage.layer(box.dataset.layer, box.checked)));

listen({
  value: (all) => {
    const own = all.filter((value) => `${value.channel.account}/${value.channel.gateway}/${value.channel.asset}` === path);
    if (own.length) {
      own.forEach(takeValue);
      drawCounts();
      showMeasures();
      showPosture();
    }
  },
  sights: (all) => all.filter((sight) => sight.camera === path).forEach((sight) => {
    sight.objects.forEach(takeMark);
    const before = alerts.size;
    sight.alerts.forEach(takeAlert);
    drawObjects();
    if (sight.alerts.length) {
      drawAlerts();
      if (alerts.size > before) {
        get('announce').textContent = text('camera.announce', alerts.size);
      }
    }
  }),
  camera: (picture) => {
    if (`${picture.account}/${picture.gateway}/${picture.camera}` === path) {
      drawCamera(picture);
    }
  },
  gateway: () => reload(),
  alarm: () => reload(),
  reset: () => reload(),
}, () => { if (main.dataset.ready) { reload(); } }, () => trouble(text('live.lost')));
window.addEventListener('offline', () => trouble(text('live.lost')));
window.addEventListener('online', () => reload());
setInterval(drawObjects, 5000);
setInterval(showAge, 5000);
setInterval(() => { if (!document.hidden) { reload(); } }, 60000);
reload();
