// What a line or a zone counts: the chosen labels, each with a way to drop it, and a box that finds the others as people type them:
// without tones, without đ, in either language, or by the label itself.
import { el, folded, text } from './format.js';

const CHOICE = JSON.parse(document.getElementById('main').dataset.labels || '[]').map(([label, name, other]) => ({ label, name, other, all: [name, label, other].map(folded) }));
const NAMES = new Map(CHOICE.map((each) => [each.label, each.name]));
let made = 0;

/** The names that hold what was typed: those that begin with it come first, then those of which a word begins with it. */
export function found(typed) {
  const wanted = folded(typed.trim());
  const rank = ({ all }) => Math.min(...all.map((name) => (name.startsWith(wanted) ? 0 : ` ${name}`.includes(` ${wanted}`) ? 1 : name.includes(wanted) ? 2 : 3)));
  return CHOICE.map((each) => ({ ...each, rank: rank(each) })).filter((each) => each.rank < 3).sort((one, other) => one.rank - other.rank);
}

/** @param mayName whether labels beyond the list are allowed, as with a customer's own model. @return { input, parts } */
export function labelChoice(drawing, of, mayName) {
  const id = `labels-${++made}`;
  const chips = el('ul', { class: 'chips', 'aria-label': text('draw.labels.chosen') });
  const input = el('input', { type: 'text', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': `${id}-list`, autocomplete: 'off', spellcheck: 'false', placeholder: text('draw.labels.find') });
  const list = el('ul', { class: 'choices', role: 'listbox', id: `${id}-list`, 'aria-label': text('draw.labels'), 'aria-multiselectable': 'true', hidden: true });
  const said = el('p', { class: 'visually-hidden', role: 'status' });
  const chosen = () => (Array.isArray(drawing.item(of)?.labels) ? drawing.item(of).labels : []);
  let active = -1;

  function take(labels) {
    drawing.endGesture();
    drawing.set(of, 'labels', labels);
    showChips();
  }

  function toggle(label) {
    const has = chosen().includes(label);
    take(has ? chosen().filter((each) => each !== label) : [...chosen(), label]);
    said.textContent = text(has ? 'draw.labels.dropped' : 'draw.labels.taken', NAMES.get(label) || label);
    input.value = '';
    showList(active);
  }

  function showChips() {
    chips.replaceChildren(...(chosen().length ? chosen().map((label) => {
      const drop = el('button', { type: 'button', class: 'chip-drop', 'aria-label': text('draw.labels.drop', NAMES.get(label) || label) }, '✕');
      drop.addEventListener('click', () => { toggle(label); close(); input.focus(); });
      return el('li', { class: NAMES.has(label) || mayName ? 'chip' : 'chip wrong', 'data-label': label }, el('span', {}, NAMES.get(label) || label), drop);
    }) : [el('li', { class: 'muted' }, text('draw.labels.all'))]));
  }

  function option({ label, name, own }, i) {
    const made = el('li', { role: 'option', id: `${id}-${i}`, 'data-label': label, 'aria-selected': String(chosen().includes(label)) },
      el('span', { class: 'tick', 'aria-hidden': 'true' }), el('span', {}, own ? text('draw.labels.own', label) : name), ...(own || name === label ? [] : [el('span', { class: 'muted small' }, label)]));
    // The box keeps the focus while somebody chooses by mouse.
    made.addEventListener('pointerdown', (event) => event.preventDefault());
    made.addEventListener('click', () => toggle(label));
    return made;
  }

  function showList(keep = -1) {
    const hits = found(input.value);
    const typed = input.value.trim().toLowerCase();
    if (mayName && typed && !hits.some((each) => each.label === typed)) {
      hits.push({ label: typed, name: typed, own: true });
    }
    list.replaceChildren(...(hits.length ? hits.map(option) : [el('li', { class: 'muted', role: 'presentation' }, text('draw.labels.nothing', input.value.trim()))]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(Math.min(keep, hits.length - 1));
    return hits.length;
  }

  function mark(i) {
    const options = [...list.querySelectorAll('[role=option]')];
    options.forEach((each) => each.classList.remove('active'));
    active = options.length ? i : -1;
    if (active >= 0) {
      options[active].classList.add('active');
      options[active].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', options[active].id);
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function step(by) {
    if (list.hidden) {
      showList();
    }
    const count = list.querySelectorAll('[role=option]').length;
    mark(count ? (active + by + (active < 0 && by < 0 ? 1 : 0) + count) % count : -1);
  }

  input.addEventListener('input', () => { said.textContent = text('draw.labels.found', showList(input.value.trim() ? 0 : -1)); });
  input.addEventListener('click', () => showList(active));
  input.addEventListener('blur', () => { close(); input.value = ''; });
  input.addEventListener('keydown', (event) => {
    const hit = list.querySelectorAll('[role=option]')[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && hit && !list.hidden) {
      toggle(hit.dataset.label);
    } else if (event.key === 'Escape' && !list.hidden) {
      close();
    } else if (event.key === 'Backspace' && !input.value && chosen().length) {
      toggle(chosen()[chosen().length - 1]);
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  showChips();
  return { input, parts: [chips, el('div', { class: 'combo' }, input, list), said] };
}
