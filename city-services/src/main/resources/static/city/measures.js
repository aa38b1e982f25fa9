// What a camera measures, put together by the line, zone, parking space or gauge that it belongs to.
import { clock, el, has, number, reading, text, unit } from './format.js';

const KINDS = ['line', 'zone', 'parking', 'speed', 'gauge', 'camera', 'other'];
const STALE_MS = 120000;
/** Shown in tables of their own. */
const ELSEWHERE = /^(?:count\..*|objects|line\..*\.(?:forward|backward))$/;

/** line.<name>.forward-per-minute, zone.<name>.two-wheelers.estimate …; names may hold points. Null: not a measure. */
export function parse(channel) {
  if (ELSEWHERE.test(channel)) {
    return null;
  }
  const parts = channel.split('.');
  const kind = parts[0];
  if (channel === 'fps' || kind === 'looks') {
    return { kind: 'camera', name: '', what: channel };
  }
  if (parts.length < 2 || !KINDS.slice(0, 5).includes(kind)) {
    return { kind: 'other', name: '', what: channel };
  }
  const tail = kind === 'zone' && parts[parts.length - 2] === 'two-wheelers' && parts.length > 3 ? 2 : 1;
  return { kind, name: parts.slice(1, -tail).join('.'), what: parts.slice(-tail).join('.') };
}

function figure({ kind, name, what }, value) {
  if (value.value === null || value.value === undefined) {
    return '–';
  }
  if (kind === 'parking' && name && what === 'taken') {
    return text(value.value ? 'camera.taken' : 'camera.free');
  }
  if (value.unit.startsWith('{count}')) {
    const counted = number(value.value, Number.isInteger(value.value) ? 0 : 1);
    return value.unit === '{count}/min' ? counted + ' ' + text('camera.per-minute') : counted;
  }
  return `${reading(value.value, value.unit)} ${unit(value.unit)}`.trim();
}

function row(found, value, now) {
  const key = `measure.${found.kind}.${found.what}`;
  const sure = value.quality === 'GOOD';
  const missing = value.value === null || value.value === undefined;
  const stale = now - value.at > STALE_MS;
  const marks = [];
  if (!sure) {
    marks.push(el('span', { class: 'badge medium' }, el('span', { class: 'shape', 'aria-hidden': 'true' }), has('quality.' + value.quality) ? text('quality.' + value.quality) : value.quality));
  }
  if (stale) {
    marks.push(el('span', { class: 'badge info' }, el('span', { class: 'shape', 'aria-hidden': 'true' }), text('stale')));
  }
  return [el('dt', {}, has(key) ? text(key) : found.what),
    el('dd', { class: sure || missing ? '' : 'unsure' }, el('span', { class: 'num' }, figure(found, value)), ...marks,
      el('time', { class: 'muted small num', datetime: new Date(value.at).toISOString() }, clock(value.at)))];
}

/** @param values by channel, with {@code at} in milliseconds; @param now in milliseconds, by the clock of the server */
export function drawMeasures(host, values, now) {
  const groups = new Map();
  [...values].forEach(([channel, value]) => {
    const found = parse(channel);
    if (found) {
      const key = KINDS.indexOf(found.kind) + found.name;
      const group = groups.get(key) || { ...found, rows: [] };
      group.rows.push([found, value]);
      groups.set(key, group);
    }
  });
  host.replaceChildren(...(groups.size ? [...groups.keys()].sort().map((key) => {
    const group = groups.get(key);
    group.rows.sort(([one], [other]) => (one.what < other.what ? -1 : 1));
    return el('section', { class: 'measure-group' },
      el('h3', {}, el('span', { class: 'muted' }, text('measure.kind.' + group.kind)), ...(group.name ? [' ' + group.name] : [])),
      el('dl', {}, ...group.rows.flatMap(([found, value]) => row(found, value, now))));
  }) : [el('p', { class: 'muted' }, text('camera.no-measures'))]));
}
