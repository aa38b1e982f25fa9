// What is drawn on a camera's picture, without a page: shapes, points, undo. Points are shares of the picture, 0 to 1.
export const LISTS = ['masks', 'lines', 'zones', 'speed', 'parking', 'gauges', 'hints'];
/** How many clicks make a shape; areas take as many as you like, three at least. */
export const CLICKS = { lines: 2, gauges: 2, speed: 4 };
const MOST_UNDO = 200;
const DECIMALS = 1e4;

const copy = (value) => JSON.parse(JSON.stringify(value));
const share = (n) => Math.round(Math.min(1, Math.max(0, n)) * DECIMALS) / DECIMALS;
const at = ([x, y]) => [share(x), share(y)];

export class Drawing {
  constructor(view, version) {
    this.reset(view, version);
    this.changed = () => {};
  }

  reset(view, version) {
    this.view = Object.fromEntries(LISTS.map((list) => [list, copy(view?.[list] || [])]));
    this.base = JSON.stringify(this.view);
    this.version = version;
    this.past = [];
  }

  /** Goes on with a draft on top of what is saved. */
  restore(view) {
    this.past = [this.base];
    this.view = Object.fromEntries(LISTS.map((list) => [list, copy(view?.[list] || [])]));
  }

  get isChanged() {
    return JSON.stringify(this.view) !== this.base;
  }

  get canUndo() {
    return this.past.length > 0;
  }

  /** One step that can be undone. Steps of one and the same gesture are one. */
  step(gesture, change) {
    if (!gesture || gesture !== this.gesture) {
      this.past.push(JSON.stringify(this.view));
      if (this.past.length > MOST_UNDO) {
        this.past.shift();
      }
    }
    this.gesture = gesture;
    change();
    this.changed();
  }

  endGesture() {
    this.gesture = null;
  }

  undo() {
    const before = this.past.pop();
    if (before) {
      this.gesture = null;
      this.view = JSON.parse(before);
      this.changed();
    }
    return Boolean(before);
  }

  item({ kind, index }) {
    return this.view[kind]?.[index];
  }

  /** Every point of a shape: ends, corners, marks, in one order. */
  points(of) {
    const item = this.item(of);
    if (!item) {
      return [];
    }
    if (of.kind === 'masks') {
      return item;
    }
    if (of.kind === 'lines' || of.kind === 'gauges') {
      return [item.from, item.to, ...(item.marks || []).map((mark) => mark.at)];
    }
    return item.points || [];
  }

  add(kind, points, name) {
    const corners = points.map(at);
    const made = {
      masks: () => corners,
      lines: () => ({ name, from: corners[0], to: corners[1], labels: [] }),
      zones: () => ({ name, points: corners, labels: [] }),
      parking: () => ({ name, points: corners }),
      speed: () => ({ name, points: corners, metres: [7, 20], limit: 50 }),
      gauges: () => ({ name, from: corners[0], to: corners[1], marks: [0, .5, 1].map((s) => ({ at: at([0, 1].map((i) => corners[0][i] + (corners[1][i] - corners[0][i]) * s)), metres: s })) }),
    }[kind]();
    this.step(null, () => this.view[kind].push(made));
    return { kind, index: this.view[kind].length - 1 };
  }

  remove({ kind, index }) {
    this.step(null, () => this.view[kind].splice(index, 1));
  }

  move(of, point, to, gesture) {
    const item = this.item(of);
    this.step(gesture, () => {
      const place = at(to);
      if (of.kind === 'lines' || of.kind === 'gauges') {
        if (point < 2) {
          item[point ? 'to' : 'from'] = place;
        } else {
          item.marks[point - 2].at = place;
        }
      } else {
        (of.kind === 'masks' ? item : item.points)[point] = place;
      }
    });
  }

  nudge(of, point, dx, dy, gesture) {
    const [x, y] = this.points(of)[point];
    this.move(of, point, [x + dx, y + dy], gesture);
  }

  canRemovePoint(of) {
    const count = this.points(of).length;
    return of.kind === 'masks' || of.kind === 'zones' || of.kind === 'parking' ? count > 3 : of.kind === 'gauges' && count > 5;
  }

  removePoint(of, point) {
    if (!this.canRemovePoint(of) || (of.kind === 'gauges' && point < 2)) {
      return false;
    }
    const item = this.item(of);
    this.step(null, () => (of.kind === 'masks' ? item : of.kind === 'gauges' ? item.marks : item.points).splice(of.kind === 'gauges' ? point - 2 : point, 1));
    return true;
  }

  /** A new point after this one: half way to the next corner, or a mark beyond the last. */
  addPoint(of, point) {
    const points = this.points(of);
    const item = this.item(of);
    if (of.kind === 'lines' || of.kind === 'speed') {
      return -1;
    }
    if (of.kind === 'gauges') {
      const last = item.marks[item.marks.length - 1];
      this.step(null, () => item.marks.push({ at: at([(last.at[0] + item.from[0]) / 2, (last.at[1] + item.from[1]) / 2]), metres: last.metres }));
      return points.length;
    }
    const next = points[(point + 1) % points.length];
    const mid = at([(points[point][0] + next[0]) / 2, (points[point][1] + next[1]) / 2]);
    this.step(null, () => (of.kind === 'masks' ? item : item.points).splice(point + 1, 0, mid));
    return point + 1;
  }

  /** Sets a field by its way, for example crowd.count; undefined takes it away, and its rule when nothing is left of it. */
  set(of, way, value, gesture) {
    const keys = way.split('.');
    this.step(gesture, () => {
      let target = this.item(of);
      keys.slice(0, -1).forEach((key) => { target[key] ??= {}; target = target[key]; });
      const last = keys[keys.length - 1];
      if (value === undefined) {
        delete target[last];
      } else {
        target[last] = value;
      }
    });
  }

  hint(name, on) {
    this.step(null, () => { this.view.hints = on ? [...new Set([...this.view.hints, name])].sort() : this.view.hints.filter((each) => each !== name); });
  }
}

/** A name that nothing else in the list has. */
export function freeName(stem, items) {
  const taken = new Set(items.map((item) => item.name));
  let n = 1;
  while (taken.has(`${stem} ${n}`)) {
    n += 1;
  }
  return `${stem} ${n}`;
}
