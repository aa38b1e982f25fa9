// Choosing, making and taking away shapes, whatever hand does it. A tool is taken, points are set, the shape is finished.
import { draw } from './draw-canvas.js';
import { showForm, showList } from './draw-panel.js';
import { drawing, get, hint, isArea, stage, state } from './draw-state.js';
import { CLICKS, freeName } from './drawing.js';
import { text } from './format.js';

const NEAR_PIXELS = 3;

/** @param of { kind, index } or null; @param focus whether the form shall have the focus */
export function select(of, focus = false) {
  state.selected = of;
  draw();
  showList();
  showForm();
  if (focus) {
    get('form-title').focus();
  }
}

export function remove(of) {
  if (state.locked) {
    return;
  }
  drawing.remove(of);
  select(null);
  hint(text('draw.deleted'));
  get('undo').focus();
}

export function undo() {
  if (drawing.undo()) {
    showForm();
    hint(text('draw.undone'));
  }
}

/** Takes a tool, or puts it down with null. */
export function take(kind) {
  state.tool = kind;
  state.pending = [];
  state.cross = [.5, .5];
  document.querySelectorAll('[data-tool]').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.tool === kind)));
  get('cancel').hidden = !kind;
  get('finish').hidden = !kind || !isArea(kind);
  stage.host.classList.toggle('placing', Boolean(kind));
  if (kind) {
    state.selected = null;
    showList();
    showForm();
    hint(text(isArea(kind) ? 'draw.start-area' : 'draw.start', CLICKS[kind] || 3));
    stage.host.focus({ preventScroll: true });
  }
  draw();
}

/** Sets the next point of the shape; the same place twice finishes it. */
export function place(point) {
  const last = state.pending[state.pending.length - 1];
  if (last && Math.hypot((last[0] - point[0]) * stage.width, (last[1] - point[1]) * stage.height) < NEAR_PIXELS * stage.pixel) {
    finish();
    return;
  }
  state.pending.push(point);
  if (state.pending.length === CLICKS[state.tool]) {
    finish();
  } else {
    hint(text('draw.placed', state.pending.length));
    draw();
  }
}

export function finish() {
  if (!state.tool || state.pending.length < (CLICKS[state.tool] || 3)) {
    hint(text('draw.too-few', CLICKS[state.tool] || 3));
    return;
  }
  const kind = state.tool;
  const points = state.pending;
  take(null);
  const made = drawing.add(kind, points, freeName(text('draw.stem.' + kind), drawing.view[kind]));
  hint('');
  select(made, true);
}

export function listenToTools() {
  document.querySelectorAll('[data-tool]').forEach((button) => button.addEventListener('click', () => take(state.tool === button.dataset.tool ? null : button.dataset.tool)));
  get('finish').addEventListener('click', finish);
  get('cancel').addEventListener('click', () => { take(null); hint(''); });
  get('undo').addEventListener('click', undo);
  document.querySelectorAll('[data-hint]').forEach((box) => box.addEventListener('change', () => drawing.hint(box.dataset.hint, box.checked)));
}
