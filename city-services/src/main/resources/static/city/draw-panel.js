// Beside the picture: the list of shapes, the form of the chosen one, what the gateway would refuse.
import { fields } from './draw-form.js';
import { drawing, get, isSelected, nameOf, state } from './draw-state.js';
import { remove, select } from './draw-tools.js';
import { el, text } from './format.js';
import { KINDS } from './overlay.js';

function line(of) {
  const pick = el('button', { type: 'button', class: 'pick', 'aria-pressed': String(isSelected(of)), 'data-shape': `${of.kind}-${of.index}` }, el('span', { class: 'muted small' }, text('draw.kind.' + of.kind)), ' ', nameOf(of));
  pick.addEventListener('click', () => select(of));
  pick.addEventListener('keydown', (event) => { if (event.key === 'Delete') { remove(of); } });
  const gone = el('button', { type: 'button', class: 'button small quiet', 'aria-label': text('draw.delete', nameOf(of)), disabled: Boolean(state.locked) }, '✕');
  gone.addEventListener('click', () => remove(of));
  return el('li', {}, pick, gone);
}

export function showList() {
  const rows = KINDS.flatMap((kind) => drawing.view[kind].map((item, index) => ({ kind, index })));
  const focused = document.activeElement?.dataset?.shape;
  get('shapes').replaceChildren(...(rows.length ? rows.map(line) : [el('li', { class: 'muted' }, text('draw.none'))]));
  if (focused) {
    get('shapes').querySelector(`[data-shape="${focused}"]`)?.focus();
  }
  document.querySelectorAll('[data-hint]').forEach((box) => { box.checked = drawing.view.hints.includes(box.dataset.hint); box.disabled = Boolean(state.locked); });
}

export function showForm() {
  const of = state.selected;
  get('form-card').hidden = !of || !drawing.item(of);
  if (!get('form-card').hidden) {
    get('form-title').textContent = `${text('draw.kind.' + of.kind)}: ${nameOf(of)}`;
    fields(get('form'), drawing, of, state.problems);
  }
}

function problem(told) {
  const of = { kind: told.list, index: told.index };
  const words = `${text('draw.kind.' + told.list)} ${drawing.item(of) ? nameOf(of) : ''}: ${told.message}`;
  if (!drawing.item(of) || told.list === 'hints') {
    return el('li', {}, words);
  }
  const go = el('button', { type: 'button', class: 'link' }, words);
  go.addEventListener('click', () => select(of, true));
  return el('li', {}, go);
}

export function showState() {
  get('undo').disabled = !drawing.canUndo;
  get('save').disabled = Boolean(state.locked) || state.saving || !drawing.isChanged || state.problems.length > 0;
  get('problems-card').hidden = !state.problems.length;
  get('problems').replaceChildren(...state.problems.map(problem));
}
