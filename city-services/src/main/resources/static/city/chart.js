// The course of one channel with the limits of its rule. History from the ingest, then every live value.
import { channelName, clock, dayMonth, number, reading, text, token, unit } from './format.js';
import { now, on, state } from './store.js';

const select = document.getElementById('channel');
const canvas = document.getElementById('chart');
const ui = Object.fromEntries(['chart-value', 'chart-unit', 'chart-bulletin', 'bulletin-shape', 'chart-trend', 'chart-basis']
  .map((id) => [id, document.getElementById(id)]));
const BUCKETS = 360;
const TREND_MINUTES = 10;

let plot = null;
let path = null;
let minutes = 60;
let data = null;
let asked = 0;
let dirty = false;
let chosenListener = () => {};

export function onChosen(listener) {
  chosenListener = listener;
}

export function currentPath() {
  return path;
}

/** Shows a channel, account/gateway/asset/channel. */
export function show(next) {
  if (next === path) {
    return;
  }
  path = next;
  data = null;
  options();
  chosenListener(path);
  read();
}

function label(p) {
  const [, gateway, , channel] = p.split('/');
  const name = state.gateways.find((one) => one.gateway === gateway)?.name || gateway;
  return `${channelName(channel)} – ${name}`;
}

function options() {
  const groups = new Map();
  [...state.values.keys()].sort().forEach((p) => {
    const gateway = p.split('/').slice(0, 2).join('/');
    groups.set(gateway, [...(groups.get(gateway) || []), p]);
  });
  const wanted = [...groups].map(([gateway, paths]) => {
    const group = document.createElement('optgroup');
    group.label = state.gateways.find((one) => one.path === gateway)?.name || gateway;
    paths.forEach((p) => group.append(new Option(`${channelName(p.split('/')[3])} · ${p.split('/')[2]}`, p, false, p === path)));
    return group;
  });
  const signature = wanted.map((g) => g.label + [...g.children].map((o) => o.value)).join('|');
  if (select.dataset.signature !== signature) {
    select.dataset.signature = signature;
    select.replaceChildren(...wanted);
  }
  if (path) {
    select.value = path;
  }
}

async function read() {
  const turn = ++asked;
  const wanted = path;
  try {
    const answer = await fetch(`/api/screen/series?path=${encodeURIComponent(wanted)}&minutes=${minutes}`);
    if (turn !== asked) {
      return;
    }
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const got = await answer.json();
    data = {
      unit: got.series.unit || state.values.get(wanted)?.unit || '',
      limits: got.limits,
      points: got.series.points.map((p) => ({ t: Date.parse(p.t), v: p.avg, low: p.min, high: p.max })),
    };
    const last = state.values.get(wanted);
    if (last && usable(last)) {
      append(last);
    }
  } catch (problem) {
    if (turn !== asked) {
      return;
    }
    data = { unit: state.values.get(wanted)?.unit || '', limits: data?.limits || null, points: data?.points || [], unavailable: true };
    setTimeout(() => { if (turn === asked) { read(); } }, 2000);
  }
  draw();
}

function usable(value) {
  return value.value !== null && value.value !== undefined && (value.quality === 'GOOD' || value.quality === 'UNCERTAIN');
}

/** A live value joins its bucket, so that a long window does not grow without bound. */
function append(value) {
  const bucket = minutes * 60000 / BUCKETS;
  const points = data.points;
  const last = points[points.length - 1];
  if (last && value.at <= last.t) {
    return;
  }
  if (last && last.live && value.at - last.start < bucket) {
    last.t = value.at;
    last.v = value.value;
    last.low = Math.min(last.low ?? value.value, value.value);
    last.high = Math.max(last.high ?? value.value, value.value);
  } else {
    points.push({ t: value.at, start: value.at, live: true, v: value.value, low: value.value, high: value.value });
  }
  const oldest = now() - minutes * 60000;
  while (points.length && points[0].t < oldest) {
    points.shift();
  }
}

function severityOf(value, limits) {
  let found = null;
  (limits?.limits || []).forEach((limit) => { if (value >= limit.value) { found = limit; } });
  return found;
}

/** Which limits belong into the picture: all when they fit the values, else only the next one. */
function shownLimits(limits, highest) {
  const all = limits?.limits || [];
  if (!all.length) {
    return [];
  }
  if (all[all.length - 1].value <= highest * 6) {
    return all;
  }
  const next = all.findIndex((limit) => limit.value > highest);
  return all[next].value <= highest * 6 ? all.slice(0, next + 1) : all.slice(0, next);
}

/** Beyond this the line is broken: a slow channel is no broken one, so its own pace decides. */
function longestStep(points) {
  const steps = points.slice(1).map((p, i) => p.t - points[i].t).sort((a, b) => a - b);
  const usual = steps.length ? steps[Math.floor(steps.length / 2)] : 0;
  return Math.max(minutes * 60000 / BUCKETS * 6, usual * 4, 30000);
}

function draw() {
  if (!data || !window.echarts) {
    return;
  }
  plot ??= window.echarts.init(canvas, null, { renderer: 'canvas' });
  dirty = false;
  const ink = token('--ink'), soft = token('--ink-2'), grid = token('--line'), surface = token('--surface');
  const dark = document.documentElement.dataset.theme === 'dark';
  const line = dark ? '#5cc4de' : '#0b6e8c';
  const end = now();
  const start = end - minutes * 60000;
  const values = data.points.filter((p) => p.v !== null && p.v !== undefined);
  const highest = values.length ? Math.max(...values.map((p) => p.high ?? p.v)) : 0;
  const lowest = values.length ? Math.min(...values.map((p) => p.low ?? p.v)) : 0;
  const limits = shownLimits(data.limits, highest);
  const top = Math.max(highest, ...limits.map((l) => l.value), limits.length ? 0 : -Infinity);
  const fromZero = limits.length > 0 && lowest >= 0;
  const pad = (top - (fromZero ? 0 : lowest)) * 0.12 || Math.abs(top) * 0.02 || 1;
  const min = fromZero ? 0 : lowest - pad;
  const max = top + pad;
  const gap = longestStep(data.points);
  const mean = [], low = [], span = [];
  data.points.forEach((p, i) => {
    const before = data.points[i - 1];
    if (before && p.t - before.t > gap) {
      mean.push([before.t + 1, null]); low.push([before.t + 1, null]); span.push([before.t + 1, null]);
    }
    mean.push([p.t, p.v]); low.push([p.t, p.low]); span.push([p.t, p.high === null || p.high === undefined ? null : p.high - p.low]);
  });
  // Okabe and Ito's yellow is invisible as a line on white.
  const colour = (severity) => (severity === 'MEDIUM' && !dark ? '#b3a800' : token('--sev-' + severity.toLowerCase()));
  const ends = limits.map((limit, i) => [limit, limits[i + 1]?.value ?? max]);
  const decimals = top - min < 1 ? 2 : top - min < 20 ? 1 : 0;
  plot.setOption({
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: limits.length ? 92 : 18, top: 14, bottom: 6, containLabel: true },
    tooltip: {
      trigger: 'axis', backgroundColor: surface, borderColor: grid, textStyle: { color: ink, fontSize: 13 }, confine: true,
      axisPointer: { type: 'line', lineStyle: { color: soft, type: 'dashed' } },
      formatter: (items) => tip(items),
    },
    xAxis: {
      type: 'time', min: start, max: end, axisLine: { lineStyle: { color: grid } }, axisTick: { lineStyle: { color: grid } },
      splitLine: { show: true, lineStyle: { color: grid, opacity: 0.5 } },
      axisLabel: { color: soft, fontSize: 12, hideOverlap: true, formatter: (t) => minutes > 720 && clock(t, false) === '00:00' ? dayMonth(t) : clock(t, false) },
    },
    yAxis: {
      type: 'value', min, max, axisLabel: { color: soft, fontSize: 12, showMinLabel: fromZero, showMaxLabel: false, formatter: (v) => number(v, decimals) },
      splitLine: { lineStyle: { color: grid, opacity: 0.7 } },
    },
    series: [
      { name: 'low', type: 'line', data: low, stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 } },
      { name: 'span', type: 'line', data: span, stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: line, opacity: dark ? 0.28 : 0.2 } },
      {
        name: 'mean', type: 'line', data: mean, symbol: 'none', lineStyle: { color: line, width: 2.4 }, z: 5,
        areaStyle: fromZero ? { origin: 'start', opacity: 1, color: { type: 'linear', x: 0, y: 0, x2: 0, y2: 1, colorStops: [
          { offset: 0, color: line + (dark ? '55' : '40') }, { offset: 1, color: line + '05' }] } } : undefined,
        markLine: {
          symbol: 'none', silent: true, animation: false, data: limits.map((limit) => ({
            yAxis: limit.value,
            lineStyle: { color: colour(limit.severity), width: 1.6, type: limit.verified ? 'solid' : [6, 4] },
            label: { position: 'end', distance: 8, color: ink, fontSize: 12, lineHeight: 15, align: 'left',
              formatter: `{b|${limit.code}}\n${number(limit.value, limit.value % 1 ? 1 : 0)} ${unit(data.unit)}${limit.verified ? '' : ' *'}`,
              rich: { b: { fontWeight: 700, fontSize: 12, lineHeight: 15, color: ink } } },
          })),
        },
        markArea: { silent: true, animation: false, data: ends.map(([limit, to]) => [
          { yAxis: limit.value, itemStyle: { color: colour(limit.severity), opacity: dark ? 0.09 : 0.11 } }, { yAxis: to }]) },
        markPoint: values.length ? { symbol: 'circle', symbolSize: 9, silent: true, animation: false, label: { show: false },
          itemStyle: { color: line, borderColor: surface, borderWidth: 2 },
          data: [{ coord: [values[values.length - 1].t, values[values.length - 1].v] }] } : { data: [] },
      },
    ],
    graphic: values.length ? [] : [{ type: 'text', left: 'center', top: 'middle', style: {
      text: text(data.unavailable ? 'chart.unavailable' : 'chart.empty'), fill: soft, font: '14px sans-serif' } }],
  }, { notMerge: true });
  head(values);
}

function tip(items) {
  const mean = items.find((item) => item.seriesName === 'mean');
  if (!mean || mean.value[1] === null || mean.value[1] === undefined) {
    return '';
  }
  const point = data.points.find((p) => p.t === mean.value[0]);
  const box = document.createElement('div');
  const add = (tag, words) => { const part = document.createElement(tag); part.textContent = words; box.append(part); };
  add('b', `${reading(mean.value[1], data.unit)} ${unit(data.unit)}`);
  add('div', `${dayMonth(mean.value[0])} ${clock(mean.value[0])}`);
  if (point && point.low !== point.high && point.low !== null) {
    add('div', `${text('min')} ${reading(point.low, data.unit)} · ${text('max')} ${reading(point.high, data.unit)}`);
  }
  return box;
}

/** "trên BĐ II 0,31 m": a level is told as its distance to the limits. */
export function bulletin(value, unitCode, limits) {
  const all = limits?.limits || [];
  if (!all.length) {
    return null;
  }
  const at = severityOf(value, limits) || all[0];
  const difference = Math.abs(value - at.value);
  return { severity: value >= at.value ? at.severity : 'OK', words: text(value >= at.value ? 'above' : 'below', at.code, `${reading(difference, unitCode)} ${unit(unitCode)}`) };
}

function head(values) {
  const last = values[values.length - 1];
  ui['chart-value'].textContent = last ? reading(last.v, data.unit) : '–';
  ui['chart-unit'].textContent = unit(data.unit);
  const told = last && bulletin(last.v, data.unit, data.limits);
  ui['chart-bulletin'].textContent = told ? told.words : data.limits ? '' : text('no-limits');
  ui['bulletin-shape'].parentElement.className = 'bulletin ' + (told ? told.severity.toLowerCase() : 'none');
  const before = last && values.find((p) => p.t >= last.t - TREND_MINUTES * 60000);
  const span = last && before ? Math.round((last.t - before.t) / 60000) : 0;
  if (span >= 1) {
    const change = last.v - before.v;
    const arrow = Math.abs(change) < 0.005 ? '→' : change > 0 ? '▲' : '▼';
    ui['chart-trend'].textContent = `${arrow} ${change > 0 ? '+' : ''}${reading(change, data.unit)} ${unit(data.unit)} ${text('trend', span)}`;
  } else {
    ui['chart-trend'].textContent = '';
  }
  const limits = data.limits;
  ui['chart-basis'].textContent = limits
    ? text('basis', limits.source, limits.reference) + (limits.limits.some((l) => !l.verified) ? ` * ${text('unverified')}.` : '') : '';
  canvas.setAttribute('aria-label', text('chart.label', label(path), last ? `${reading(last.v, data.unit)} ${unit(data.unit)}${told ? ', ' + told.words : ''}` : '–'));
}

select.addEventListener('change', () => show(select.value));
document.querySelectorAll('[data-minutes]').forEach((button) => button.addEventListener('click', () => {
  minutes = Number(button.dataset.minutes);
  document.querySelectorAll('[data-minutes]').forEach((one) => one.setAttribute('aria-pressed', String(one === button)));
  read();
}));

on('state', () => {
  if (!path) {
    const all = [...state.values.keys()].sort();
    const river = all.find((p) => p.endsWith('/level'));
    if (all.length) {
      show(river || all[0]);
    }
  }
  options();
});
on('values', (changed) => {
  if (!path) {
    return;
  }
  const mine = changed.find((value) => value.path === path);
  if (mine && data && usable(mine)) {
    append(mine);
    dirty = true;
  }
});
setInterval(() => { if (dirty && !document.hidden) { draw(); } }, 1000);
// The window moves on even when nothing comes.
setInterval(() => { if (data && !document.hidden) { draw(); } }, 10000);
new ResizeObserver(() => plot?.resize()).observe(canvas);
