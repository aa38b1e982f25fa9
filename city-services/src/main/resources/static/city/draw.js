// The editor of what is drawn on a camera's picture: puts its parts together.
import { draw, listenToPointer } from './draw-canvas.js';
import { listenToKeys } from './draw-keys.js';
import { showForm, showList, showState } from './draw-panel.js';
import { checkSoon, keep, listenToSaving, load } from './draw-saving.js';
import { drawing, get, hint, state } from './draw-state.js';
import { listenToTools } from './draw-tools.js';
import { text } from './format.js';

drawing.changed = () => {
  if (state.selected && !drawing.item(state.selected)) {
    state.selected = null;
  }
  keep();
  draw();
  showList();
  if (!get('form').contains(document.activeElement)) {
    showForm();
  }
  showState();
  checkSoon();
};

get('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(get('yaml').textContent);
    window.trangtien.toast(text('draw.copied'), 'ok');
  } catch {
    getSelection().selectAllChildren(get('yaml'));
    hint(text('draw.copy-by-hand'));
  }
});

listenToTools();
listenToPointer();
listenToKeys();
listenToSaving();
load();
