// Each camera with its newest picture and its counts.
import { clock, el, number, text } from './format.js';
import { on, state } from './store.js';

const body = document.getElementById('cameras');
const cards = new Map();
const COUNTS = ['count.forward', 'count.backward', 'objects', 'fps'];
const NAMES = { 'count.forward': 'camera.forward', 'count.backward': 'camera.backward', objects: 'camera.objects', fps: 'camera.fps' };

/** Cameras the ingest knows, and those that only count so far. */
function all() {
  const known = new Map(state.cameras.map((camera) => [camera.path, camera]));
  for (const value of state.values.values()) {
    const path = `${value.channel.account}/${value.channel.gateway}/${value.channel.asset}`;
    if (value.channel.channel.startsWith('count.') && !known.has(path)) {
      known.set(path, { path, gatewayPath: `${value.channel.account}/${value.channel.gateway}`, camera: value.channel.asset, object: null, takenAt: null });
    }
  }
  return [...known.values()];
}

function rebuild() {
  const wanted = all();
  if (wanted.length !== cards.size || wanted.some((camera) => !cards.has(camera.path))) {
    cards.clear();
    body.replaceChildren(...(wanted.length ? wanted.map(card) : [el('p', { class: 'empty' }, text('camera.none'))]));
  }
  wanted.forEach((camera) => { picture(camera); counts(camera.path); });
}

function card(camera) {
  const image = el('img', { class: 'shot', alt: '', hidden: true, width: 640, height: 360 });
  const none = el('div', { class: 'shot none' }, text('camera.no-picture'));
  const taken = el('span', { class: 'num' });
  const figures = new Map();
  const list = el('dl', { class: 'counts' });
  COUNTS.forEach((channel) => {
    const figure = el('dd', { class: 'num' }, '–');
    figures.set(channel, figure);
    list.append(el('div', {}, el('dt', {}, text(NAMES[channel])), figure));
  });
  const gateway = state.gateways.find((one) => one.path === camera.gatewayPath);
  cards.set(camera.path, { image, none, taken, figures, shown: null });
  image.addEventListener('error', () => { image.hidden = true; none.hidden = false; });
  image.addEventListener('load', () => { image.hidden = false; none.hidden = true; });
  return el('article', { class: 'camera', 'aria-label': camera.camera }, el('div', { class: 'shot-frame' }, image, none, el('p', { class: 'shot-label' },
    el('b', {}, camera.camera), el('span', {}, gateway ? gateway.name : ''), taken)), list);
}

function picture(camera) {
  const made = cards.get(camera.path);
  if (!made || !camera.object || made.shown === camera.object) {
    return;
  }
  made.shown = camera.object;
  const at = camera.takenAt ? clock(Date.parse(camera.takenAt)) : '';
  made.image.src = '/api/screen/pictures/' + encodeURIComponent(camera.object);
  made.image.alt = text('camera.picture', camera.camera, at);
  made.taken.textContent = at;
}

function counts(path) {
  const made = cards.get(path);
  COUNTS.forEach((channel) => {
    const value = state.values.get(`${path}/${channel}`);
    if (value && value.value !== null && value.value !== undefined) {
      made.figures.get(channel).textContent = number(value.value, channel === 'fps' ? 1 : 0);
    }
  });
}

on('state', rebuild);
on('camera', (camera) => { if (cards.has(camera.path)) { picture(camera); } else { rebuild(); } });
on('values', (changed) => {
  const paths = new Set(changed.map((value) => value.path.split('/').slice(0, 3).join('/')));
  if (changed.some((value) => value.channel.channel.startsWith('count.') && !cards.has(value.path.split('/').slice(0, 3).join('/')))) {
    rebuild();
  }
  paths.forEach((path) => { if (cards.has(path)) { counts(path); } });
});
