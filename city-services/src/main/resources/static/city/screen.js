// The operations screen: puts the parts together, the summary above them, the alarm list and the keys.
import { el, moment, number, reading, text, unit } from './format.js';
import { now, on, start, state } from './store.js';
import * as chart from './chart.js';
import * as map from './map.js';
import * as values from './values.js';
import './cameras.js';

const get = (id) => document.getElementById(id);
const alarms = get('alarms');

// summary
setInterval(() => { get('clock').textContent = moment(now()); }, 1000);

on('link', (link) => {
  get('tile-link').dataset.state = link;
  get('link-state').textContent = text('link.' + link);
});
on('signed-out', () => {
  get('tile-link').dataset.state = 'lost';
  get('link-state').replaceChildren(el('a', { href: '/sign-in' }, text('link.signed-out')));
});

function equation() {
  const c = state.conservation;
  const target = get('equation');
  if (!c) {
    return;
  }
  if (c.unavailable) {
    target.replaceChildren(el('span', { class: 'muted' }, text('conservation.unavailable')));
    return;
  }
  const rejected = Object.values(c.rejected || {}).reduce((sum, n) => sum + n, 0);
  const term = (n, key, sign) => [el('span', { class: 'op', 'aria-hidden': 'true' }, sign), el('span', { class: 'term' }, el('b', { class: 'num' }, number(n)), el('small', {}, text(key)))];
  target.replaceChildren(
    el('span', { class: 'verdict ' + (c.conserved ? 'ok' : 'critical') }, el('span', { class: 'shape', 'aria-hidden': 'true' }), text(c.conserved ? 'conserved' : 'not-conserved')),
    ...term(c.received, 'received', '').slice(1), ...term(c.stored, 'stored', '='), ...term(c.duplicate, 'duplicate', '+'),
    ...term(rejected, 'rejected', '+'), ...term(c.inFlight, 'inFlight', '+'));
  const rows = Object.entries(c.rejected || {}).flatMap(([reason, n]) => [el('dt', {}, reason), el('dd', { class: 'num' }, number(n))]);
  get('rejected').replaceChildren(...(rows.length ? rows : [el('dt', {}, text('rejected.none'))]), el('dt', {}, text('gaps')), el('dd', { class: 'num' }, number(c.gaps || 0)));
}
const account = get('tile-conservation');
document.addEventListener('click', (event) => { if (!account.contains(event.target)) { account.open = false; } });
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') { account.open = false; } });
on('conservation', equation);
on('state', equation);

on('state', () => {
  const names = state.missing.map((what) => text('missing.' + what)).join(', ');
  get('missing').hidden = !names;
  get('missing-text').textContent = names ? text('missing', names) : '';
});

// the river, always in sight
let riverLimits = null;
let riverPath = null;
async function river() {
  const level = [...state.values.values()].find((value) => value.channel.channel === 'level' && value.unit === 'm');
  if (!level) {
    return;
  }
  if (riverPath !== level.path) {
    riverPath = level.path;
    const answer = await fetch(`/api/screen/limits?path=${encodeURIComponent(level.path)}`);
    riverLimits = answer.status === 200 ? await answer.json() : null;
  }
  const told = typeof level.value === 'number' ? chart.bulletin(level.value, level.unit, riverLimits) : null;
  const name = state.gateways.find((one) => one.gateway === level.channel.gateway)?.name || '';
  get('tile-river').hidden = false;
  get('tile-river').className = 'tile ' + (told ? told.severity.toLowerCase() : '');
  get('river-label').textContent = text('river', name);
  get('river-value').textContent = `${reading(level.value, level.unit)} ${unit(level.unit)}`;
  get('river-note').textContent = told ? told.words : '';
}
on('state', () => river());
on('values', (changed) => { if (changed.some((value) => value.channel.channel === 'level')) { river(); } });

// alarms
let announced = null;
function summarise() {
  const list = alarms.querySelector('.alarm-list');
  const count = Number(list?.dataset.unacknowledged || 0);
  get('unacknowledged').textContent = number(count);
  get('tile-alarms').dataset.count = String(Math.min(count, 1));
  document.title = document.title.replace(/^(\(\d+\) )?/, count ? `(${count}) ` : '');
  if (announced !== count) {
    announced = count;
    clearTimeout(summarise.timer);
    summarise.timer = setTimeout(() => { get('announce').textContent = text('announce', count); }, 3000);
  }
}
const openDetails = new Set();
alarms.addEventListener('toggle', (event) => {
  if (event.target.id) {
    openDetails[event.target.open ? 'add' : 'delete'](event.target.id);
  }
}, true);
let focused = null;
let note = null;
document.body.addEventListener('htmx:beforeSwap', () => {
  const here = document.activeElement?.closest?.('.alarm');
  focused = here ? { alarm: here.id, own: document.activeElement.id } : null;
  const field = document.activeElement?.name === 'note' ? document.activeElement : null;
  note = field ? { id: field.id, value: field.value } : null;
});
document.body.addEventListener('htmx:afterSettle', () => {
  openDetails.forEach((id) => { const details = get(id); if (details) { details.open = true; } });
  if (note && get(note.id)) {
    get(note.id).value = note.value;
  }
  if (focused && !alarms.contains(document.activeElement)) {
    (get(focused.own) || get(focused.alarm))?.focus({ preventScroll: true });
  }
  summarise();
});
// The list is not swapped from under somebody who is writing a note.
document.body.addEventListener('htmx:beforeRequest', (event) => {
  if (event.target === alarms && document.activeElement?.name === 'note' && document.activeElement.value) {
    event.preventDefault();
  }
});
let asking = null;
on('alarm', () => { asking ??= setTimeout(() => { asking = null; alarms.dispatchEvent(new Event('alarms-changed')); }, 250); });
alarms.addEventListener('click', (event) => {
  const card = event.target.closest('.alarm');
  if (card && !event.target.closest('button, a, summary, input, form')) {
    card.focus();
  }
});

// the figure on an open alarm follows its channel
on('values', (changed) => changed.forEach((value) => {
  if (typeof value.value === 'number') {
    alarms.querySelectorAll('.alarm:not(.phase-NORMAL) [data-live]').forEach((figure) => {
      if (figure.dataset.live === value.path) {
        figure.textContent = `${number(value.value, 2)} ${unit(value.unit)}`;
      }
    });
  }
}));

// one place in all parts
values.onSelect((path) => chart.show(path));
chart.onChosen((path) => values.choose(path));
function goTo(gatewayPath, source) {
  const first = source && state.values.has(source) ? source
    : [...state.values.keys()].sort().find((path) => path.startsWith((source && source.split('/').length > 2 ? source : gatewayPath) + '/'));
  if (first) {
    chart.show(first);
  }
}
map.onGoTo((place) => {
  goTo(place.kindOf === 'camera' ? place.gatewayPath : place.path, place.path);
  if (place.kindOf === 'camera') {
    get('cameras').scrollIntoView({ block: 'nearest' });
  }
});

// keys; none inside a field, none with a modifier
const cards = () => [...alarms.querySelectorAll('.alarm')].filter((card) => card.offsetParent);
function move(step) {
  const all = cards();
  if (!all.length) {
    return;
  }
  const here = all.indexOf(document.activeElement?.closest?.('.alarm'));
  const next = all[Math.max(0, Math.min(all.length - 1, here === -1 ? 0 : here + step))];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
function press(action) {
  const card = document.activeElement?.closest?.('.alarm');
  card?.querySelector(`[data-action="${action}"]`)?.click();
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, dialog')) {
    return;
  }
  const keys = {
    j: () => move(1), k: () => move(-1), a: () => press('acknowledge'), c: () => press('case'), '?': () => get('help').showModal(),
    m: () => {
      const card = document.activeElement?.closest?.('.alarm');
      if (card) {
        map.open(card.dataset.gateway, true);
        goTo(card.dataset.gateway, card.dataset.source);
      }
    },
  };
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
get('show-help').addEventListener('click', () => get('help').showModal());

summarise();
start();
