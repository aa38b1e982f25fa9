// Pictures of objects: one that is not there, not yet or no longer, says so instead of leaving a broken frame.
import { el, text } from './format.js';

function missing(image) {
  image.replaceWith(el('span', { class: 'shot none' }, text('camera.no-picture')));
}

document.querySelectorAll('.object-grid img').forEach((image) => {
  image.addEventListener('error', () => missing(image));
  // It may have failed before this script ran; a lazy one that was not asked for yet is not complete.
  if (image.complete && !image.naturalWidth) {
    missing(image);
  }
});
