// What the parts of the editor share: the drawing, what is chosen, the tool in hand. Who changes it calls the listeners.
import { CLICKS, Drawing } from './drawing.js';
import { text } from './format.js';
import { Stage } from './overlay.js';

export const get = (id) => document.getElementById(id);
export const main = get('main');
export const stage = new Stage(get('stage'));
export const drawing = new Drawing({}, 0);

/**
 * locked: why nothing can be saved, null when it can; selected: { kind, index } or null; tool: kind of the shape that is being
 * made or null, with its points so far (pending) and the cross; problems: what the gateway would refuse; ownModel: whether the
 * camera's model is a customer's, which alone knows its labels.
 */
export const state = { locked: 'loading', selected: null, tool: null, pending: [], cross: [.5, .5], problems: [], saving: false, ownModel: true };

export const isArea = (kind) => !CLICKS[kind];
export const isSelected = (of) => Boolean(state.selected) && of.kind === state.selected.kind && of.index === state.selected.index;
export const nameOf = (of) => (of.kind === 'masks' ? `${text('draw.kind.masks')} ${of.index + 1}` : drawing.item(of)?.name || '–');
export const hint = (words) => { get('hint').textContent = words; };

/** Says something above the picture. @param actions ids of the buttons that stand beside it: discard, mine */
export function tell(words, level = 'info', ...actions) {
  get('told').hidden = !words;
  get('told').className = 'notice ' + level;
  get('told-text').textContent = words || '';
  ['discard', 'mine'].forEach((id) => { get(id).hidden = !actions.includes(id); });
}
