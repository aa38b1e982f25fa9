// Drawing on a camera's picture with mouse, touch and keyboard. Nothing drawn is lost: it lies in the page and in this tab's
// storage until it is saved or given up.
import { CLICKS, Drawing, freeName } from './drawing.js';
import { fields } from './draw-form.js';
import { clock, el, moment, number, text } from './format.js';
import { KINDS, Stage, isDrawable, svg } from './overlay.js';

const main = document.getElementById('main');
const get = (id) => document.getElementById(id);
const path = main.dataset.path;
const api = '/api/cameras/' + path.split('/').map(encodeURIComponent).join('/');
const csrf = document.querySelector('meta[name="csrf-token"]')?.content || '';
const DRAFT = 'trangtien.draw.' + path;
const STEP = .005;
const stage = new Stage(get('stage'));
const drawing = new Drawing({}, 0);
let locked = 'loading';
let selected = null;
let tool = null;
let pending = [];
let cross = [.5, .5];
let problems = [];
let saving = false;
let gestures = 0;

const json = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrf };
const tell = (words, level = 'info', discard = false) => {
  get('told').hidden = !words;
  get('told').className = 'notice ' + level;
  get('told-text').textContent = words || '';
  get('discard').hidden = !discard;
};
const hint = (words) => { get('hint').textContent = words; };
const nameOf = (of) => (of.kind === 'masks' ? `${text('draw.kind.masks')} ${of.index + 1}` : drawing.item(of)?.name || '–');
const isArea = (kind) => !CLICKS[kind];
const isSelected = (of) => selected && of.kind === selected.kind && of.index === selected.index;

// what is kept while nothing is saved
function keep() {
  try {
    if (drawing.isChanged) {
      sessionStorage.setItem(DRAFT, JSON.stringify({ version: drawing.version, view: drawing.view }));
    } else {
      sessionStorage.removeItem(DRAFT);
    }
  } catch {
    hint(text('draw.no-storage'));
  }
}
function draft() {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFT) || 'null');
  } catch {
    return null;
  }
}
window.addEventListener('beforeunload', (event) => { if (drawing.isChanged) { event.preventDefault(); } });

// drawing it all
function handles() {
  const layer = stage.layers.handles;
  const focused = document.activeElement?.dataset?.point;
  layer.replaceChildren();
  const size = stage.pixel;
  if (tool) {
    const points = pending.map((p) => stage.xy(p));
    const [cx, cy] = stage.xy(cross);
    layer.append(svg('polyline', { class: 'pending', points: [...points, [cx, cy]].map((p) => p.join(',')).join(' ') }));
    points.forEach(([x, y]) => layer.append(svg('circle', { class: 'dot', cx: x, cy: y, r: 5 * size })));
    layer.append(svg('path', { class: 'cross', d: `M${cx - 14 * size},${cy} h${28 * size} M${cx},${cy - 14 * size} v${28 * size}` }));
    return;
  }
  if (!selected || !drawing.item(selected)) {
    return;
  }
  drawing.points(selected).forEach((point, i) => {
    const [x, y] = stage.xy(point);
    const handle = svg('g', { class: 'handle', tabindex: 0, role: 'button', 'data-point': i, 'aria-label': text('draw.point', i + 1, number(point[0] * 100, 1), number(point[1] * 100, 1)) },
      svg('circle', { class: 'reach', cx: x, cy: y, r: 16 * size }), svg('circle', { class: 'dot', cx: x, cy: y, r: 6 * size }));
    layer.append(handle);
    if (focused === String(i)) {
      handle.focus({ preventScroll: true });
    }
  });
}

function draw() {
  ['masks', 'zones', 'others', 'lines'].forEach((name) => stage.layers[name].replaceChildren());
  KINDS.forEach((kind) => drawing.view[kind].forEach((item, index) => {
    if (isDrawable(kind, item)) {
      const shape = stage.shape(kind, item);
      shape.classList.toggle('selected', Boolean(isSelected({ kind, index })));
      shape.classList.toggle('wrong', problems.some((p) => p.list === kind && p.index === index));
      shape.dataset.kind = kind;
      shape.dataset.index = index;
      stage.layers[{ masks: 'masks', lines: 'lines', zones: 'zones' }[kind] || 'others'].append(shape);
    }
  }));
  handles();
}

function list() {
  const rows = KINDS.flatMap((kind) => drawing.view[kind].map((item, index) => ({ kind, index })));
  const focused = document.activeElement?.dataset?.shape;
  get('shapes').replaceChildren(...(rows.length ? rows.map((of) => {
    const pick = el('button', { type: 'button', class: 'pick', 'aria-pressed': String(Boolean(isSelected(of))), 'data-shape': `${of.kind}-${of.index}` }, el('span', { class: 'muted small' }, text('draw.kind.' + of.kind)), ' ', nameOf(of));
    pick.addEventListener('click', () => select(of));
    const gone = el('button', { type: 'button', class: 'button small quiet', 'aria-label': text('draw.delete', nameOf(of)) }, '✕');
    gone.addEventListener('click', () => remove(of));
    return el('li', {}, pick, gone);
  }) : [el('li', { class: 'muted' }, text('draw.none'))]));
  if (focused) {
    get('shapes').querySelector(`[data-shape="${focused}"]`)?.focus();
  }
  document.querySelectorAll('[data-hint]').forEach((box) => { box.checked = drawing.view.hints.includes(box.dataset.hint); box.disabled = Boolean(locked); });
}

function form() {
  const card = get('form-card');
  card.hidden = !selected || !drawing.item(selected);
  if (!card.hidden) {
    get('form-title').textContent = `${text('draw.kind.' + selected.kind)}: ${nameOf(selected)}`;
    fields(get('form'), drawing, selected, problems);
  }
}

function state() {
  get('undo').disabled = !drawing.canUndo;
  get('save').disabled = Boolean(locked) || saving || !drawing.isChanged || problems.length > 0;
  get('problems-card').hidden = !problems.length;
  get('problems').replaceChildren(...problems.map((problem) => {
    const of = { kind: problem.list, index: problem.index };
    const words = `${text('draw.kind.' + problem.list)} ${drawing.item(of) ? nameOf(of) : ''}: ${problem.message}`;
    if (!drawing.item(of) || problem.list === 'hints') {
      return el('li', {}, words);
    }
    const go = el('button', { type: 'button', class: 'link' }, words);
    go.addEventListener('click', () => select(of, true));
    return el('li', {}, go);
  }));
}

function select(of, focus = false) {
  selected = of;
  draw();
  list();
  form();
  if (focus) {
    get('form-title').focus();
  }
}

function remove(of) {
  drawing.remove(of);
  select(null);
  hint(text('draw.deleted'));
  get('undo').focus();
}

drawing.changed = () => {
  if (selected && !drawing.item(selected)) {
    selected = null;
  }
  keep();
  draw();
  list();
  if (!get('form').contains(document.activeElement)) {
    form();
  }
  state();
  checkSoon();
};

// what the gateway would say
let checking = null;
let asked = 0;
function checkSoon() {
  clearTimeout(checking);
  checking = setTimeout(check, 250);
}
async function check() {
  const mine = ++asked;
  try {
    const answer = await fetch(api + '/view/check', { method: 'POST', headers: json, body: JSON.stringify(drawing.view) });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const checked = await answer.json();
    if (mine !== asked) {
      return;
    }
    problems = checked.problems;
    get('yaml').textContent = checked.yaml || text('draw.none');
    main.dataset.checked = String(mine);
  } catch {
    if (mine !== asked) {
      return;
    }
    hint(text('draw.unchecked'));
  }
  state();
  draw();
  get('form').querySelectorAll('.field-error').forEach((old) => old.remove());
  if (selected && drawing.item(selected)) {
    fields.mark(get('form'), selected, problems);
  }
}

// tools
function take(kind) {
  tool = kind;
  pending = [];
  cross = [.5, .5];
  document.querySelectorAll('[data-tool]').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.tool === kind)));
  get('cancel').hidden = !kind;
  get('finish').hidden = !kind || !isArea(kind);
  stage.host.classList.toggle('placing', Boolean(kind));
  if (kind) {
    selected = null;
    list();
    form();
    hint(text(isArea(kind) ? 'draw.start-area' : 'draw.start', CLICKS[kind] || 3));
    stage.host.focus({ preventScroll: true });
  }
  draw();
}
function place(point) {
  const last = pending[pending.length - 1];
  if (last && Math.hypot((last[0] - point[0]) * stage.width, (last[1] - point[1]) * stage.height) < 3 * stage.pixel) {
    finish();
    return;
  }
  pending.push(point);
  if (pending.length === CLICKS[tool]) {
    finish();
  } else {
    hint(text('draw.placed', pending.length));
    draw();
  }
}
function finish() {
  if (!tool || pending.length < (CLICKS[tool] || 3)) {
    hint(text('draw.too-few', CLICKS[tool] || 3));
    return;
  }
  const kind = tool;
  const points = pending;
  take(null);
  const made = drawing.add(kind, points, freeName(text('draw.stem.' + kind), drawing.view[kind]));
  hint('');
  select(made, true);
}
document.querySelectorAll('[data-tool]').forEach((button) => button.addEventListener('click', () => take(tool === button.dataset.tool ? null : button.dataset.tool)));
get('finish').addEventListener('click', finish);
get('cancel').addEventListener('click', () => { take(null); hint(''); });
get('undo').addEventListener('click', () => { drawing.undo(); form(); });
document.querySelectorAll('[data-hint]').forEach((box) => box.addEventListener('change', () => drawing.hint(box.dataset.hint, box.checked)));

// pointer: mouse, pen and touch alike
const spot = (event) => {
  const box = stage.svg.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((n) => Math.min(1, Math.max(0, n)));
};
let drag = null;
stage.host.addEventListener('pointerdown', (event) => {
  if (locked || event.button) {
    return;
  }
  if (tool) {
    event.preventDefault();
    cross = spot(event);
    place(cross);
    return;
  }
  const handle = event.target.closest('.handle');
  if (handle) {
    drag = { of: selected, point: Number(handle.dataset.point), gesture: 'drag' + (++gestures), id: event.pointerId };
    stage.host.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    event.preventDefault();
    return;
  }
  const shape = event.target.closest('.shape');
  select(shape ? { kind: shape.dataset.kind, index: Number(shape.dataset.index) } : null);
});
stage.host.addEventListener('pointermove', (event) => {
  if (tool) {
    cross = spot(event);
    handles();
  } else if (drag?.id === event.pointerId) {
    drawing.move(drag.of, drag.point, spot(event), drag.gesture);
  }
});
const drop = () => { if (drag) { drag = null; drawing.endGesture(); form(); } };
stage.host.addEventListener('pointerup', drop);
stage.host.addEventListener('pointercancel', drop);

// keys
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
stage.host.addEventListener('keydown', (event) => {
  const arrow = ARROWS[event.key];
  const length = STEP * (event.shiftKey ? 5 : event.altKey ? .2 : 1);
  const handle = event.target.closest('.handle');
  const point = handle ? Number(handle.dataset.point) : -1;
  let used = true;
  if (arrow && tool) {
    cross = [0, 1].map((i) => Math.min(1, Math.max(0, cross[i] + arrow[i] * length * 2)));
    hint(text('draw.cross', number(cross[0] * 100, 1), number(cross[1] * 100, 1)));
    handles();
  } else if (arrow && handle) {
    drawing.nudge(selected, point, arrow[0] * length, arrow[1] * length, `key${point}`);
    form();
  } else if (tool && (event.key === ' ' || event.key === 'Enter')) {
    if (event.key === 'Enter' && pending.length >= 3 && isArea(tool)) {
      finish();
    } else {
      place([...cross]);
    }
  } else if (tool && event.key === 'Backspace' && pending.length) {
    pending.pop();
    draw();
  } else if (event.key === 'Escape') {
    take(null);
    select(null);
    hint('');
  } else if (handle && (event.key === 'Delete' || event.key === 'Backspace')) {
    if (!drawing.removePoint(selected, point)) {
      hint(text('draw.keep-point'));
    }
    form();
  } else if (handle && (event.key === 'Insert' || event.key === '+')) {
    const made = drawing.addPoint(selected, point);
    form();
    stage.layers.handles.querySelector(`[data-point="${made}"]`)?.focus();
  } else {
    used = false;
  }
  if (used) {
    event.preventDefault();
    event.stopPropagation();
  }
});
stage.host.addEventListener('keyup', (event) => { if (ARROWS[event.key]) { drawing.endGesture(); } });
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.target.closest('input, textarea')) {
    event.preventDefault();
    drawing.undo();
    form();
  }
});

// there and back
function begin(answer, keepDraft) {
  const saved = keepDraft ? draft() : null;
  drawing.reset(answer.view, answer.version);
  locked = answer.locked || null;
  problems = [];
  get('base').textContent = locked ? '' : text('draw.base', answer.version);
  if (saved && JSON.stringify(saved.view) !== drawing.base) {
    drawing.restore(saved.view);
    drawing.version = saved.version;
    tell(text(saved.version === answer.version ? 'draw.draft' : 'draw.draft-old'), saved.version === answer.version ? 'info' : 'high', true);
  } else if (locked) {
    tell(text('draw.locked.' + locked), 'high');
  } else if (answer.drift && answer.push !== 'WAITING' && answer.push !== 'SENT' && answer.push !== 'ACCEPTED') {
    tell(text('draw.drift'), 'medium');
  }
  document.querySelectorAll('[data-tool]').forEach((button) => { button.disabled = Boolean(locked) && locked !== 'nothing-desired'; });
  drawing.changed();
  main.dataset.ready = 'true';
}
async function load() {
  get('busy').hidden = false;
  try {
    const answer = await fetch(api, { headers: { Accept: 'application/json' } });
    const now = answer.ok ? await answer.json() : null;
    if (!now?.view) {
      throw new Error(String(answer.status));
    }
    stage.show(now.camera.object, text('camera.picture', now.camera.camera, now.camera.takenAt ? clock(Date.parse(now.camera.takenAt)) : ''));
    begin(now.view, true);
  } catch {
    tell(text('draw.unavailable'), 'high');
    setTimeout(load, 5000);
  } finally {
    get('busy').hidden = true;
  }
}
get('discard').addEventListener('click', async () => {
  sessionStorage.removeItem(DRAFT);
  tell('');
  const answer = await fetch(api + '/view', { headers: { Accept: 'application/json' } }).catch(() => null);
  if (answer?.ok) {
    select(null);
    begin(await answer.json(), false);
  } else {
    tell(text('draw.unavailable'), 'high', true);
  }
});

const UNDER_WAY = ['WAITING', 'SENT', 'ACCEPTED'];
async function follow(until) {
  const answer = await fetch(api + '/view', { headers: { Accept: 'application/json' } }).catch(() => null);
  const now = answer?.ok ? await answer.json() : null;
  if (now && !UNDER_WAY.includes(now.push)) {
    get('busy').hidden = true;
    tell([text('draw.push.' + now.push), now.detail, ...now.problems].filter(Boolean).join(' '), now.push === 'APPLIED' ? 'ok' : 'high');
  } else if (Date.now() > until) {
    get('busy').hidden = true;
    tell([text('draw.push.WAITING'), now?.detail].filter(Boolean).join(' '), 'medium');
  } else {
    setTimeout(() => follow(until), 2000);
  }
}
get('save').addEventListener('click', async () => {
  saving = true;
  state();
  get('busy').hidden = false;
  const push = get('push').checked;
  const sent = JSON.stringify(drawing.view);
  let wait = false;
  try {
    const answer = await fetch(api + '/view', { method: 'PUT', headers: json, body: JSON.stringify({ view: drawing.view, version: drawing.version, push }) });
    const told = await answer.json();
    if (answer.ok && told.drawing) {
      const later = JSON.stringify(drawing.view) === sent ? null : drawing.view;
      drawing.reset(told.drawing.view, told.drawing.version);
      if (later) {
        drawing.restore(later);
      }
      drawing.changed();
      get('base').textContent = text('draw.base', told.drawing.version);
      tell(text(push ? 'draw.sent' : 'draw.saved', told.drawing.version, moment(Date.now())), 'ok');
      wait = push;
    } else if (told.outcome) {
      problems = told.problems?.length ? told.problems : problems;
      tell([text('draw.outcome.' + told.outcome), told.detail].filter(Boolean).join(' '), 'high', told.outcome === 'CONFLICT');
      if (told.outcome === 'UNSAFE') {
        get('yaml-card').open = true;
      }
    } else {
      tell(text('draw.unavailable'), 'high');
    }
  } catch {
    tell(text('draw.unavailable'), 'high');
  } finally {
    saving = false;
    get('busy').hidden = !wait;
    state();
  }
  if (wait) {
    follow(Date.now() + 90000);
  }
});
get('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(get('yaml').textContent);
    window.trangtien.toast(text('draw.copied'), 'ok');
  } catch {
    getSelection().selectAllChildren(get('yaml'));
    hint(text('draw.copy-by-hand'));
  }
});

stage.resized = draw;
load();
