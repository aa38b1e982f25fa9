// The live values by gateway: number, unit, quality, age, a small course of the last minute. Rows are made once and then
// only rewritten, so that focus and text selection stay.
import { age, channelName, el, reading, text, unit } from './format.js';
import { now, on, state } from './store.js';

const STALE_MS = 60000;
const rows = new Map();
const body = document.getElementById('values');
const count = document.getElementById('values-count');
let select = () => {};
let chosen = null;

export function onSelect(listener) {
  select = listener;
}

export function choose(path) {
  chosen = path;
  rows.forEach((row, key) => row.button.setAttribute('aria-pressed', String(key === path)));
}

function gatewayName(path) {
  return state.gateways.find((gateway) => gateway.path === path)?.name || path.split('/')[1];
}

function rebuild() {
  const groups = new Map();
  [...state.values.values()].sort((a, b) => a.path.localeCompare(b.path)).forEach((value) => {
    const gateway = `${value.channel.account}/${value.channel.gateway}`;
    groups.set(gateway, [...(groups.get(gateway) || []), value]);
  });
  rows.clear();
  const parts = [...groups].sort(([a], [b]) => gatewayName(a).localeCompare(gatewayName(b), 'vi')).map(([gateway, values]) => {
    const known = state.gateways.find((one) => one.path === gateway);
    const level = known && known.state !== 'ONLINE' ? 'lost' : (known?.worst || 'OK').toLowerCase();
    const list = el('ul', { class: 'values' });
    values.forEach((value) => list.append(row(value)));
    return el('section', { class: 'group', id: 'values-' + gateway.replace('/', '-'), 'aria-label': gatewayName(gateway) },
      el('h3', { class: level }, el('span', { class: 'shape', 'aria-hidden': 'true' }), gatewayName(gateway),
        el('span', { class: 'group-state' }, known ? text('state.' + known.state) : '')), list);
  });
  body.replaceChildren(...(parts.length ? parts : [el('p', { class: 'empty' }, text('waiting'))]));
  count.textContent = state.values.size ? text('values.count', state.values.size) : '';
  rows.forEach((made, path) => fill(path));
}

function row(value) {
  const name = el('span', { class: 'v-name' }, channelName(value.channel.channel));
  const figure = el('span', { class: 'v-figure num' });
  const mark = el('span', { class: 'v-mark' });
  const old = el('span', { class: 'v-age num' });
  const spark = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  spark.setAttribute('class', 'v-spark');
  spark.setAttribute('viewBox', '0 0 60 18');
  spark.setAttribute('preserveAspectRatio', 'none');
  spark.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
  spark.append(line);
  const button = el('button', { type: 'button', class: 'value', 'aria-pressed': String(value.path === chosen), title: value.path },
    name, spark, figure, old, mark);
  button.addEventListener('click', () => select(value.path));
  rows.set(value.path, { button, figure, mark, old, line });
  return el('li', {}, button);
}

function fill(path) {
  const value = state.values.get(path);
  const made = rows.get(path);
  const shown = unit(value.unit);
  made.figure.textContent = reading(value.value, value.unit);
  if (shown) {
    made.figure.append(el('span', { class: 'v-unit' }, ' ' + shown));
  }
  const past = state.history.get(path) || [];
  if (past.length > 1) {
    const low = Math.min(...past.map((p) => p.value));
    const high = Math.max(...past.map((p) => p.value));
    const first = past[0].at;
    const span = past[past.length - 1].at - first || 1;
    made.line.setAttribute('points', past.map((p) =>
      `${((p.at - first) / span * 60).toFixed(1)},${(high === low ? 9 : 16 - (p.value - low) / (high - low) * 14).toFixed(1)}`).join(' '));
  }
  grow(path);
}

function grow(path) {
  const value = state.values.get(path);
  const made = rows.get(path);
  const elapsed = now() - value.at;
  const usable = value.quality === 'GOOD';
  const stale = elapsed > STALE_MS;
  const word = age(elapsed);
  if (made.old.textContent !== word) {
    made.old.textContent = word;
  }
  made.button.classList.toggle('is-stale', stale);
  made.button.classList.toggle('is-bad', !usable);
  const mark = usable ? (stale ? text('stale') : '') : text('quality.' + value.quality);
  if (made.mark.textContent !== mark) {
    made.mark.textContent = mark;
  }
}

on('state', rebuild);
on('values', (changed) => {
  if (changed.some((value) => !rows.has(value.path))) {
    rebuild();
  } else {
    changed.forEach((value) => fill(value.path));
  }
});
setInterval(() => rows.forEach((made, path) => grow(path)), 1000);
