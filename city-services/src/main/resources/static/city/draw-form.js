// The fields of one shape: name, labels, rules, and its points as numbers.
import { labelChoice } from './draw-labels.js';
import { state } from './draw-state.js';
import { el, text } from './format.js';

const RULES = [
  { rule: 'crowd', parts: [['count', 'number', 30], ['for', 'duration', '60s']] },
  { rule: 'loiter', parts: [['after', 'duration', '5m']] },
  { rule: 'stopped', parts: [['after', 'duration', '60s']] },
  { rule: 'abandoned', parts: [['after', 'duration', '60s']] },
  { rule: 'queue', parts: [['above', 'number', 8], ['for', 'duration', '60s']] },
  { rule: 'wrongWay', parts: [['heading', 'number', 0]] },
];
let made = 0;

/** @param parts what stands between the label and the help; only the input itself unless said otherwise */
function field(words, way, input, help, parts = [input]) {
  const id = `field-${++made}`;
  input.id = id;
  input.dataset.way = way;
  if (help) {
    input.dataset.help = `${id}-help`;
    input.setAttribute('aria-describedby', input.dataset.help);
  }
  return el('div', { class: 'field', 'data-field': way }, el('label', { for: id }, words), ...parts, ...(help ? [el('p', { class: 'hint', id: input.dataset.help }, help)] : []));
}

const isNumber = (value) => value.trim() !== '' && Number.isFinite(Number(value.replace(',', '.')));
/** Numbers become numbers; what is none stays as it was written, and the check says so. */
const parsed = (value) => (isNumber(value) ? Number(value.replace(',', '.')) : value);

function input(drawing, of, way, value, type) {
  const made = el('input', { type: 'text', inputmode: type === 'number' ? 'decimal' : null, value: value ?? '', autocomplete: 'off' });
  made.addEventListener('input', () => drawing.set(of, way, type === 'number' ? parsed(made.value) : made.value, 'field-' + way));
  made.addEventListener('change', () => drawing.endGesture());
  return made;
}

function names(host, drawing, of, item) {
  host.append(field(text('draw.name'), 'name', input(drawing, of, 'name', item.name)));
  if (of.kind === 'zones' || of.kind === 'lines') {
    const { input: box, parts } = labelChoice(drawing, of, state.ownModel);
    host.append(field(text('draw.labels'), 'labels', box, text('draw.labels.help'), parts));
  }
}

function rules(host, drawing, of, item) {
  const box = el('fieldset', { class: 'rules' }, el('legend', {}, text('draw.rules')));
  RULES.forEach(({ rule, parts }) => {
    const on = el('input', { type: 'checkbox', checked: Boolean(item[rule]) });
    const inner = el('div', { class: 'rule-parts' });
    const fill = () => inner.replaceChildren(...(drawing.item(of)?.[rule] ? parts.map(([part, type]) => field(text(`draw.rule.${rule}.${part}`), `${rule}.${part}`, input(drawing, of, `${rule}.${part}`, drawing.item(of)[rule][part], type))) : []));
    on.addEventListener('change', () => {
      drawing.set(of, rule, on.checked ? Object.fromEntries(parts.map(([part, , usual]) => [part, usual])) : undefined);
      fill();
    });
    fill();
    box.append(el('label', { class: 'row' }, on, el('span', {}, text('draw.rule.' + rule))), inner);
  });
  const two = el('input', { type: 'checkbox', checked: Boolean(item.twoWheelers) });
  two.addEventListener('change', () => drawing.set(of, 'twoWheelers', two.checked || undefined));
  box.append(el('label', { class: 'row' }, two, el('span', {}, text('draw.rule.twoWheelers'))));
  host.append(box, field(text('draw.inertia'), 'inertia', inertia(drawing, of, item), text('draw.inertia.help')));
}

function inertia(drawing, of, item) {
  const made = el('input', { type: 'text', inputmode: 'numeric', value: item.inertia ?? '', placeholder: '3' });
  made.addEventListener('input', () => drawing.set(of, 'inertia', made.value.trim() ? parsed(made.value) : undefined, 'field-inertia'));
  made.addEventListener('change', () => drawing.endGesture());
  return made;
}

function speed(host, drawing, of, item) {
  const metres = Array.isArray(item.metres) ? item.metres : [];
  [0, 1].forEach((i) => {
    const size = el('input', { type: 'text', inputmode: 'decimal', value: metres[i] ?? '' });
    size.addEventListener('input', () => drawing.set(of, 'metres', [0, 1].map((j) => (j === i ? parsed(size.value) : drawing.item(of).metres?.[j] ?? '')), 'field-metres' + i));
    size.addEventListener('change', () => drawing.endGesture());
    host.append(field(text('draw.metres.' + (i ? 'length' : 'width')), 'metres.' + i, size, i ? text('draw.metres.help') : null));
  });
  const limit = el('input', { type: 'text', inputmode: 'numeric', value: item.limit ?? '' });
  limit.addEventListener('input', () => drawing.set(of, 'limit', limit.value.trim() ? parsed(limit.value) : undefined, 'field-limit'));
  limit.addEventListener('change', () => drawing.endGesture());
  host.append(field(text('draw.limit'), 'limit', limit, text('draw.limit.help')));
}

function points(host, drawing, of) {
  const table = el('table', { class: 'table points' }, el('caption', {}, text('draw.points')), el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, '#'), el('th', { scope: 'col' }, text('draw.x')), el('th', { scope: 'col' }, text('draw.y')),
    ...(of.kind === 'gauges' ? [el('th', { scope: 'col' }, text('draw.mark'))] : []), el('th', {}, el('span', { class: 'visually-hidden' }, text('draw.actions'))))));
  const body = el('tbody');
  drawing.points(of).forEach((point, i) => {
    const cell = (axis) => {
      const made = el('input', { type: 'number', min: 0, max: 100, step: 0.1, value: String(Math.round(point[axis] * 10000) / 100), 'aria-label': text(axis ? 'draw.y-of' : 'draw.x-of', i + 1) });
      made.addEventListener('input', () => {
        if (isNumber(made.value)) {
          const now = [...drawing.points(of)[i]];
          now[axis] = Number(made.value) / 100;
          drawing.move(of, i, now, `number-${i}-${axis}`);
        }
      });
      made.addEventListener('change', () => drawing.endGesture());
      return el('td', {}, made);
    };
    const more = el('button', { type: 'button', class: 'button small quiet', 'aria-label': text('draw.add-point', i + 1), disabled: of.kind === 'lines' || of.kind === 'speed' || (of.kind === 'gauges' && i < 2) }, '+');
    more.addEventListener('click', () => { drawing.addPoint(of, i); again(host, drawing, of, i + 1); });
    const less = el('button', { type: 'button', class: 'button small quiet', 'aria-label': text('draw.remove-point', i + 1), disabled: !drawing.canRemovePoint(of) || (of.kind === 'gauges' && i < 2) }, '−');
    less.addEventListener('click', () => { drawing.removePoint(of, i); again(host, drawing, of, Math.max(0, i - 1)); });
    const row = el('tr', {}, el('th', { scope: 'row' }, of.kind === 'gauges' && i < 2 ? text(i ? 'draw.to' : 'draw.from') : String(of.kind === 'gauges' ? i - 1 : i + 1)), cell(0), cell(1));
    if (of.kind === 'gauges') {
      row.append(el('td', {}, ...(i < 2 ? [] : [metres(drawing, of, i)])));
    }
    row.append(el('td', { class: 'nowrap' }, more, less));
    body.append(row);
  });
  table.append(body);
  host.append(el('div', { class: 'table-wrap', 'data-field': 'points' }, table));
}

function metres(drawing, of, i) {
  const made = el('input', { type: 'number', step: 0.01, value: drawing.item(of).marks[i - 2].metres ?? '', 'aria-label': text('draw.mark-of', i - 1) });
  made.addEventListener('input', () => drawing.set(of, `marks.${i - 2}.metres`, isNumber(made.value) ? Number(made.value) : null, 'mark-' + i));
  made.addEventListener('change', () => drawing.endGesture());
  return made;
}

function again(host, drawing, of, row) {
  fields(host, drawing, of, []);
  host.querySelectorAll('.points tbody tr')[row]?.querySelector('input')?.focus();
}

/** Fills the form of a shape anew. */
export function fields(host, drawing, of, problems) {
  const item = drawing.item(of);
  host.replaceChildren();
  if (of.kind !== 'masks') {
    names(host, drawing, of, item);
  }
  if (of.kind === 'zones') {
    rules(host, drawing, of, item);
  } else if (of.kind === 'speed') {
    speed(host, drawing, of, item);
  }
  points(host, drawing, of);
  fields.mark(host, of, problems);
}

/** Puts each problem beside its field. */
fields.mark = (host, of, problems) => {
  host.querySelectorAll('[aria-invalid]').forEach((input) => {
    input.removeAttribute('aria-invalid');
    if (input.dataset.help) {
      input.setAttribute('aria-describedby', input.dataset.help);
    } else {
      input.removeAttribute('aria-describedby');
    }
  });
  problems.filter((problem) => problem.list === of.kind && problem.index === of.index).forEach((problem) => {
    const way = problem.field === 'marks' ? 'points' : problem.field;
    const box = [...host.querySelectorAll('[data-field]')].find((each) => each.dataset.field === way);
    if (box) {
      const id = `error-${++made}`;
      box.append(el('p', { class: 'field-error', id }, problem.message));
      box.querySelector('[data-way]')?.setAttribute('aria-invalid', 'true');
      box.querySelector('[data-way]')?.setAttribute('aria-describedby', [id, box.querySelector('[data-way]').dataset.help].filter(Boolean).join(' '));
    }
  });
};
