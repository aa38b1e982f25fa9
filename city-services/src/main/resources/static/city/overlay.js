// A camera's picture with what is drawn over it, as SVG in the picture's own proportions. Texts become text, never markup.
import { number, text } from './format.js';

const SVG = 'http://www.w3.org/2000/svg';
export const KINDS = ['masks', 'lines', 'zones', 'speed', 'parking', 'gauges'];
const LAYER = { masks: 'masks', lines: 'lines', zones: 'zones', speed: 'others', parking: 'others', gauges: 'others' };

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

/** The points of a shape, whatever its kind, in shares of the picture. */
export function pointsOf(kind, item) {
  if (kind === 'masks') {
    return item;
  }
  if (kind === 'lines' || kind === 'gauges') {
    return [item.from, item.to, ...(kind === 'gauges' ? (item.marks || []).map((mark) => mark.at) : [])];
  }
  return item.points || [];
}

/** Whether a value of a drawing that somebody else wrote can be drawn at all. */
export function isDrawable(kind, item) {
  const points = item && pointsOf(kind, item);
  return Array.isArray(points) && points.length > 1 && points.every((p) => Array.isArray(p) && p.length === 2 && p.every(Number.isFinite));
}

export class Stage {
  constructor(host) {
    this.host = host;
    this.image = document.createElement('img');
    this.image.className = 'stage-image';
    this.image.alt = '';
    this.image.hidden = true;
    this.svg = svg('svg', { class: 'stage-svg', 'aria-hidden': 'true', preserveAspectRatio: 'none' });
    this.layers = {};
    for (const name of ['masks', 'zones', 'others', 'lines', 'objects', 'handles']) {
      this.layers[name] = svg('g', { class: `layer-${name}` });
      this.svg.append(this.layers[name]);
    }
    host.append(this.image, this.svg);
    this.width = 1280;
    this.height = 720;
    this.shown = null;
    this.resized = () => {};
    this.fit();
    this.image.addEventListener('load', () => {
      this.image.hidden = false;
      host.querySelector('.stage-empty')?.setAttribute('hidden', '');
      if (this.image.naturalWidth) {
        this.width = this.image.naturalWidth;
        this.height = this.image.naturalHeight;
      }
      this.fit();
      this.resized();
    });
    this.image.addEventListener('error', () => { this.image.hidden = true; this.empty(); });
    new ResizeObserver(() => { this.resized(); }).observe(host);
  }

  fit() {
    this.svg.setAttribute('viewBox', `0 0 ${this.width} ${this.height}`);
    this.host.style.aspectRatio = `${this.width} / ${this.height}`;
  }

  empty() {
    const none = this.host.querySelector('.stage-empty');
    if (none) {
      none.hidden = false;
      none.textContent = text('camera.no-picture');
    }
  }

  /** Shows a picture by the name of its object; null is none. */
  show(object, alt) {
    if (!object) {
      this.empty();
      return;
    }
    this.image.alt = alt;
    if (this.shown !== object) {
      this.shown = object;
      this.image.src = '/api/screen/pictures/' + encodeURIComponent(object);
    }
  }

  /** How many units of the drawing one pixel of the screen is. */
  get pixel() {
    return this.width / (this.host.clientWidth || this.width);
  }

  xy([x, y]) {
    return [x * this.width, y * this.height];
  }

  path(points) {
    return points.map((point) => this.xy(point).map((n) => n.toFixed(1)).join(',')).join(' ');
  }

  label(words, [x, y], kind) {
    const size = 13 * this.pixel;
    // Letters are about .6 of their height wide; a long name near the right edge is moved to the left.
    const wide = words.length * size * .6;
    const at = svg('text', {
      x: Math.max(Math.min(x, this.width - wide - size / 2), size / 2), y: Math.min(Math.max(y, size * 1.2), this.height - size / 2),
      'font-size': size.toFixed(1), class: `name name-${kind}`, 'stroke-width': (3.2 * this.pixel).toFixed(1),
    });
    at.textContent = words;
    return at;
  }

  /** One shape of a drawing: outline, name and what belongs to it. */
  shape(kind, item) {
    const points = pointsOf(kind, item);
    const group = svg('g', { class: `shape shape-${kind}` });
    if (kind === 'lines' || kind === 'gauges') {
      const [a, b] = [this.xy(points[0]), this.xy(points[1])];
      group.append(svg('line', { x1: a[0], y1: a[1], x2: b[0], y2: b[1], class: 'under' }), svg('line', { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }));
      if (kind === 'lines') {
        group.append(this.arrow(a, b));
      }
      points.slice(2).forEach((at, i) => {
        const [x, y] = this.xy(at);
        group.append(svg('circle', { cx: x, cy: y, r: 3 * this.pixel }), this.label(`${number(item.marks[i].metres ?? 0, 2)} m`, [x + 8 * this.pixel, y + 4 * this.pixel], kind));
      });
    } else {
      group.append(svg('polygon', { points: this.path(points), class: 'under' }), svg('polygon', { points: this.path(points) }));
    }
    const words = kind === 'masks' ? '' : item.name || '';
    if (words) {
      const top = points.slice(0, kind === 'gauges' ? 2 : undefined).map((p) => this.xy(p)).reduce((one, other) => (other[1] < one[1] ? other : one));
      group.append(this.label(words, [top[0] + 4 * this.pixel, top[1] - 6 * this.pixel], kind));
    }
    return group;
  }

  /** Points from the middle of a line to the side where "forward" leads. */
  arrow(a, b) {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const along = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const to = [-along[1], along[0]];
    const mid = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const s = 22 * this.pixel;
    const tip = [mid[0] + to[0] * s, mid[1] + to[1] * s];
    const wing = (side) => [tip[0] - to[0] * s * .4 + side * along[0] * s * .3, tip[1] - to[1] * s * .4 + side * along[1] * s * .3];
    return svg('path', { class: 'arrow', d: `M${mid} L${tip} M${wing(1)} L${tip} L${wing(-1)}` });
  }

  drawing(view) {
    ['masks', 'zones', 'others', 'lines'].forEach((name) => this.layers[name].replaceChildren());
    KINDS.forEach((kind) => (view?.[kind] || []).filter((item) => isDrawable(kind, item)).forEach((item) => this.layers[LAYER[kind]].append(this.shape(kind, item))));
  }

  objects(marks, nameOf) {
    this.layers.objects.replaceChildren(...marks.map((mark) => {
      const box = mark.box;
      const group = svg('g', { class: 'object' + (mark.stationary ? ' resting' : '') });
      const place = { x: box.left * this.width, y: box.top * this.height, width: box.width * this.width, height: box.height * this.height };
      group.append(svg('rect', { ...place, class: 'under' }), svg('rect', place), this.label(nameOf(mark), [place.x, place.y - 4 * this.pixel], 'object'));
      return group;
    }));
  }

  layer(name, on) {
    this.layers[name].style.display = on ? '' : 'none';
  }
}
