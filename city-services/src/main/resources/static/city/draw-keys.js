// Everything that a mouse can do, by keys: see the help line below the picture.
import { draw, drawHandles } from './draw-canvas.js';
import { showForm } from './draw-panel.js';
import { drawing, hint, isArea, stage, state } from './draw-state.js';
import { finish, place, remove, select, take, undo } from './draw-tools.js';
import { number, text } from './format.js';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** One press of an arrow key, in shares of the picture. */
const STEP = .005;
const FAST = 5;
const SLOW = .2;

const length = (event) => STEP * (event.shiftKey ? FAST : event.altKey ? SLOW : 1);

/** While a shape is being made. @return whether the key was for it */
function making(event) {
  const arrow = ARROWS[event.key];
  if (arrow) {
    state.cross = state.cross.map((at, i) => Math.min(1, Math.max(0, at + arrow[i] * length(event) * 2)));
    hint(text('draw.cross', number(state.cross[0] * 100, 1), number(state.cross[1] * 100, 1)));
    drawHandles();
  } else if (event.key === 'Enter' && state.pending.length >= 3 && isArea(state.tool)) {
    finish();
  } else if (event.key === ' ' || event.key === 'Enter') {
    place([...state.cross]);
  } else if (event.key === 'Backspace' || undoes(event)) {
    if (state.pending.length) {
      state.pending.pop();
      hint(text('draw.placed', state.pending.length));
      draw();
    }
  } else {
    return false;
  }
  return true;
}

/** On a point of the chosen shape. @return whether the key was for it */
function onPoint(event, point) {
  const arrow = ARROWS[event.key];
  if (arrow) {
    drawing.nudge(state.selected, point, arrow[0] * length(event), arrow[1] * length(event), `key${point}`);
  } else if (event.key === 'Delete' && event.shiftKey) {
    remove(state.selected);
    return true;
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    if (drawing.removePoint(state.selected, point)) {
      focusPoint(Math.max(0, point - 1));
    } else {
      hint(text('draw.keep-point'));
    }
  } else if (event.key === 'Insert' || event.key === '+') {
    focusPoint(drawing.addPoint(state.selected, point));
  } else {
    return false;
  }
  showForm();
  return true;
}

function focusPoint(point) {
  stage.layers.handles.querySelector(`[data-point="${point}"]`)?.focus({ preventScroll: true });
}

function undoes(event) {
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
}

function onStage(event) {
  const handle = event.target.closest('.handle');
  let used;
  if (event.key === 'Escape') {
    used = Boolean(state.tool || state.selected);
    take(null);
    select(null);
    hint('');
    stage.host.focus({ preventScroll: true });
  } else if (state.locked) {
    used = false;
  } else {
    used = state.tool ? making(event) : Boolean(handle) && onPoint(event, Number(handle.dataset.point));
  }
  if (used) {
    event.preventDefault();
    event.stopPropagation();
  }
}

export function listenToKeys() {
  stage.host.addEventListener('keydown', onStage);
  stage.host.addEventListener('keyup', (event) => { if (ARROWS[event.key]) { drawing.endGesture(); } });
  document.addEventListener('keydown', (event) => {
    if (undoes(event) && !event.target.closest('input, textarea')) {
      event.preventDefault();
      undo();
    }
  });
}
