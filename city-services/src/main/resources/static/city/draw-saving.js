// There and back: reading the drawing, asking what the gateway would say, saving it, following it to the gateway. Nothing drawn is
// lost: it lies in the page and in this tab's storage until it is saved or given up, also while nobody answers.
import { draw } from './draw-canvas.js';
import { fields } from './draw-form.js';
import { showState } from './draw-panel.js';
import { drawing, get, hint, main, stage, state, tell } from './draw-state.js';
import { select } from './draw-tools.js';
import { clock, moment, text } from './format.js';

const path = main.dataset.path;
const api = '/api/cameras/' + path.split('/').map(encodeURIComponent).join('/');
const csrf = document.querySelector('meta[name="csrf-token"]')?.content || '';
const json = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrf };
const DRAFT = 'trangtien.draw.' + path;
const UNDER_WAY = ['WAITING', 'SENT', 'ACCEPTED'];
const CHECK_AFTER_MS = 250;
const AGAIN_MS = 5000;
const FOLLOW_EVERY_MS = 2000;
const FOLLOW_FOR_MS = 90000;
/** The drawing as somebody else saved it meanwhile, until one of the two is chosen. */
let theirs = null;
let checking = null;
let asked = 0;

const ask = (url) => fetch(url, { headers: { Accept: 'application/json' } }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);

export function keep() {
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

export function checkSoon() {
  clearTimeout(checking);
  checking = setTimeout(check, CHECK_AFTER_MS);
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
    state.problems = checked.problems;
    get('yaml').textContent = checked.yaml || text('draw.none');
    main.dataset.checked = String(mine);
  } catch {
    if (mine !== asked) {
      return;
    }
    hint(text('draw.unchecked'));
  }
  showState();
  draw();
  get('form').querySelectorAll('.field-error').forEach((old) => old.remove());
  if (state.selected && drawing.item(state.selected)) {
    fields.mark(get('form'), state.selected, state.problems);
  }
}

function begin(answer, keepDraft) {
  const saved = keepDraft ? draft() : null;
  drawing.reset(answer.view, answer.version);
  state.locked = answer.locked || null;
  state.problems = [];
  state.ownModel = answer.posture?.ownModel ?? true;
  theirs = null;
  get('base').textContent = state.locked ? '' : text('draw.base', answer.version);
  tell('');
  if (saved && JSON.stringify(saved.view) !== drawing.base) {
    drawing.restore(saved.view);
    drawing.version = saved.version;
    if (saved.version === answer.version) {
      tell(text('draw.draft'), 'info', 'discard');
    } else {
      theirs = answer;
      tell(text('draw.draft-old'), 'high', 'discard', 'mine');
    }
  } else if (state.locked) {
    tell(text('draw.locked.' + state.locked), 'high');
  } else if (answer.drift && !UNDER_WAY.includes(answer.push)) {
    tell(text('draw.drift'), 'medium');
  }
  document.querySelectorAll('[data-tool]').forEach((button) => { button.disabled = Boolean(state.locked) && state.locked !== 'nothing-desired'; });
  drawing.changed();
  main.dataset.ready = 'true';
}

export async function load() {
  get('busy').hidden = false;
  const now = await ask(api);
  get('busy').hidden = true;
  if (!now?.view) {
    tell(text('draw.unavailable'), 'high');
    setTimeout(load, AGAIN_MS);
    return;
  }
  stage.show(now.camera.object, text('camera.picture', now.camera.camera, now.camera.takenAt ? clock(Date.parse(now.camera.takenAt)) : ''));
  begin(now.view, true);
}

/** Takes what is saved; the own drawing is one undo away. */
async function takeTheirs() {
  const answer = theirs || await ask(api + '/view');
  if (!answer) {
    tell(text('draw.unavailable'), 'high', 'discard');
    return;
  }
  const mine = drawing.isChanged ? JSON.stringify(drawing.view) : null;
  select(null);
  begin(answer, false);
  if (mine) {
    drawing.past.push(mine);
    showState();
    hint(text('draw.mine-in-undo'));
  }
}

/** Goes on with the own drawing on top of what somebody else saved; theirs is one undo away. */
function takeMine() {
  const mine = drawing.view;
  const base = theirs;
  drawing.reset(base.view, base.version);
  drawing.restore(mine);
  theirs = null;
  get('base').textContent = text('draw.base', base.version);
  tell(text('draw.mine-on-top', base.version), 'medium', 'discard');
  drawing.changed();
}

async function conflict(detail) {
  theirs = await ask(api + '/view');
  tell([text('draw.outcome.CONFLICT'), detail].filter(Boolean).join(' '), 'high', ...(theirs ? ['discard', 'mine'] : ['discard']));
}

async function follow(until) {
  const now = await ask(api + '/view');
  if (now && !UNDER_WAY.includes(now.push)) {
    get('busy').hidden = true;
    tell([text('draw.push.' + now.push), now.detail, ...now.problems].filter(Boolean).join(' '), now.push === 'APPLIED' ? 'ok' : 'high');
  } else if (Date.now() > until) {
    get('busy').hidden = true;
    tell([text('draw.push.WAITING'), now?.detail].filter(Boolean).join(' '), 'medium');
  } else {
    setTimeout(() => follow(until), FOLLOW_EVERY_MS);
  }
}

function saved(told, sent, push) {
  const later = JSON.stringify(drawing.view) === sent ? null : drawing.view;
  drawing.reset(told.drawing.view, told.drawing.version);
  if (later) {
    drawing.restore(later);
  }
  drawing.changed();
  get('base').textContent = text('draw.base', told.drawing.version);
  tell(text(push ? 'draw.sent' : 'draw.saved', told.drawing.version, moment(Date.now())), 'ok');
}

async function refused(told) {
  if (told.outcome === 'CONFLICT') {
    await conflict(told.detail);
  } else if (told.outcome) {
    state.problems = told.problems?.length ? told.problems : state.problems;
    tell([text('draw.outcome.' + told.outcome), told.detail].filter(Boolean).join(' '), 'high');
    get('yaml-card').open = get('yaml-card').open || told.outcome === 'UNSAFE';
  } else {
    tell(text('draw.unavailable'), 'high');
  }
}

async function save() {
  state.saving = true;
  showState();
  get('busy').hidden = false;
  const push = get('push').checked;
  const sent = JSON.stringify(drawing.view);
  let wait = false;
  try {
    const answer = await fetch(api + '/view', { method: 'PUT', headers: json, body: JSON.stringify({ view: drawing.view, version: drawing.version, push }) });
    const told = await answer.json();
    if (answer.ok && told.drawing) {
      saved(told, sent, push);
      wait = push;
    } else {
      await refused(told);
    }
  } catch {
    tell(text('draw.unavailable'), 'high');
  } finally {
    state.saving = false;
    get('busy').hidden = !wait;
    showState();
  }
  if (wait) {
    follow(Date.now() + FOLLOW_FOR_MS);
  }
}

export function listenToSaving() {
  window.addEventListener('beforeunload', (event) => { if (drawing.isChanged) { event.preventDefault(); } });
  window.addEventListener('online', checkSoon);
  get('save').addEventListener('click', save);
  get('discard').addEventListener('click', takeTheirs);
  get('mine').addEventListener('click', takeMine);
}
