// One object: pictures in which people can be recognised come only after a click, and a film that fails says so.
import { el, text } from './format.js';

const latin = new TextDecoder('latin1');

/** Why a film does not play: it is gone, it is H.265, or nobody knows. @return key of the words */
async function reason(video) {
  const answer = await fetch(video.currentSrc || video.src).catch(() => null);
  if (answer?.status === 404) {
    return 'object.film.gone';
  }
  // The names under which an MP4 declares H.265, see ISO/IEC 14496-15.
  return answer?.ok && /hvc1|hev1/.test(latin.decode(await answer.arrayBuffer())) ? 'object.film.h265' : 'object.film.broken';
}

document.querySelectorAll('video').forEach((video) => {
  const problem = video.closest('section').querySelector('.film-problem');
  const failed = async () => {
    problem.hidden = false;
    // A player that plays nothing only puzzles; what can be done stands beside it.
    video.closest('figure').hidden = true;
    const why = await reason(video);
    problem.querySelector('.film-why').textContent = text(why);
    problem.dataset.why = why;
    problem.querySelector('a').hidden = why === 'object.film.gone';
  };
  video.addEventListener('error', failed, { once: true });
  // It may have failed before this script ran.
  if (video.error) {
    failed();
  }
});

// A film reaches the centre some seconds after its object has gone: looked for a while, then the page says no more than it knows.
const LOOK_EVERY_MS = 5000;
let looks = 24;
async function lookForFilm() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  if (page?.querySelector('video')) {
    location.reload();
  } else if (--looks > 0) {
    setTimeout(lookForFilm, LOOK_EVERY_MS);
  } else {
    document.querySelector('#film-coming p').textContent = text('object.film.none');
  }
}
if (document.getElementById('film-coming')) {
  setTimeout(lookForFilm, LOOK_EVERY_MS);
}

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
