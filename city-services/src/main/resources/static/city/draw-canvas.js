// The picture of the editor: shapes, the handles of the chosen one, what is being made; mouse, pen and touch alike.
import { drawing, get, isSelected, stage, state } from './draw-state.js';
import { finish, place, select } from './draw-tools.js';
import { number, text } from './format.js';
import { KINDS, isDrawable, svg } from './overlay.js';
import { fields } from './draw-form.js';

const LAYER = { masks: 'masks', lines: 'lines', zones: 'zones' };
let drag = null;
let gestures = 0;

/** A point that arrow keys move: a slider of two dimensions as far as assistive technology is concerned, so it names its place. */
function handle(point, i) {
  const [x, y] = stage.xy(point);
  const size = stage.pixel;
  return svg('g', { class: 'handle', tabindex: 0, role: 'button', 'data-point': i, 'aria-label': text('draw.point', i + 1, number(point[0] * 100, 1), number(point[1] * 100, 1)) },
    svg('circle', { class: 'reach', cx: x, cy: y, r: 16 * size }), svg('circle', { class: 'dot', cx: x, cy: y, r: 6 * size }));
}

function making(layer) {
  const size = stage.pixel;
  const points = state.pending.map((p) => stage.xy(p));
  const [cx, cy] = stage.xy(state.cross);
  const cross = `M${cx - 14 * size},${cy} h${28 * size} M${cx},${cy - 14 * size} v${28 * size}`;
  layer.append(svg('polyline', { class: 'pending', points: [...points, [cx, cy]].map((p) => p.join(',')).join(' ') }));
  points.forEach(([x, y]) => layer.append(svg('circle', { class: 'dot', cx: x, cy: y, r: 5 * size })));
  layer.append(svg('path', { class: 'cross under', d: cross }), svg('path', { class: 'cross', d: cross }));
}

export function drawHandles() {
  const layer = stage.layers.handles;
  const focused = layer.contains(document.activeElement) ? document.activeElement.dataset.point : null;
  layer.replaceChildren();
  // What takes the focus must be told to assistive technology; the rest of the picture is a copy of the list beside it.
  if (state.tool) {
    making(layer);
  } else if (state.selected && drawing.item(state.selected)) {
    layer.append(...drawing.points(state.selected).map(handle));
    if (focused !== null) {
      layer.querySelector(`[data-point="${focused}"]`)?.focus({ preventScroll: true });
    }
  }
}

export function draw() {
  ['masks', 'zones', 'others', 'lines'].forEach((name) => stage.layers[name].replaceChildren());
  KINDS.forEach((kind) => drawing.view[kind].forEach((item, index) => {
    if (isDrawable(kind, item)) {
      const shape = stage.shape(kind, item);
      shape.classList.toggle('selected', isSelected({ kind, index }));
      shape.classList.toggle('wrong', state.problems.some((p) => p.list === kind && p.index === index));
      shape.dataset.kind = kind;
      shape.dataset.index = index;
      stage.layers[LAYER[kind] || 'others'].append(shape);
    }
  }));
  drawHandles();
}

const spot = (event) => {
  const box = stage.svg.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((n) => Math.min(1, Math.max(0, n)));
};

function down(event) {
  if (state.locked || event.button) {
    return;
  }
  if (state.tool) {
    event.preventDefault();
    state.cross = spot(event);
    place(state.cross);
    return;
  }
  const grip = event.target.closest('.handle');
  if (grip) {
    drag = { of: state.selected, point: Number(grip.dataset.point), gesture: 'drag' + (++gestures), id: event.pointerId };
    stage.host.setPointerCapture(event.pointerId);
    grip.focus({ preventScroll: true });
    event.preventDefault();
    return;
  }
  const shape = event.target.closest('.shape');
  select(shape ? { kind: shape.dataset.kind, index: Number(shape.dataset.index) } : null);
}

function move(event) {
  if (state.tool) {
    state.cross = spot(event);
    drawHandles();
  } else if (drag?.id === event.pointerId) {
    drawing.move(drag.of, drag.point, spot(event), drag.gesture);
  }
}

function drop() {
  if (drag) {
    drag = null;
    drawing.endGesture();
    if (state.selected) {
      fields(get('form'), drawing, state.selected, state.problems);
    }
  }
}

export function listenToPointer() {
  stage.svg.removeAttribute('aria-hidden');
  stage.host.addEventListener('pointerdown', down);
  stage.host.addEventListener('pointermove', move);
  stage.host.addEventListener('pointerup', drop);
  stage.host.addEventListener('pointercancel', drop);
  stage.resized = draw;
}
