// One object: pictures in which people can be recognised come only after a click, and a film that fails says so.
import { el, text } from './format.js';

document.querySelectorAll('video').forEach((video) => video.addEventListener('error', () => {
  const problem = video.parentElement.querySelector('.film-problem');
  problem.hidden = false;
}));

document.querySelectorAll('[data-clear]').forEach((button) => button.addEventListener('click', async () => {
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  const token = document.querySelector('meta[name="csrf-token"]');
  try {
    const answer = await fetch('/api/cameras/clear/' + encodeURIComponent(button.dataset.clear), { method: 'POST', headers: { 'X-XSRF-TOKEN': token?.content || '' } });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const image = el('img', { class: 'whole', alt: text('object.clear.alt') });
    image.src = URL.createObjectURL(await answer.blob());
    image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
    button.replaceWith(image);
  } catch {
    button.disabled = false;
    window.trangtien.toast(text('object.clear.failed'), 'high');
  } finally {
    button.removeAttribute('aria-busy');
  }
}));
