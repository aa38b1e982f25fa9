// What leaves the gateway about people, and how the camera is looked at, in sentences.
import { el, number, text } from './format.js';

const HUE_OFFSET_MS = 7 * 3600 * 1000;
const date = (day) => (/^\d{4}-\d{2}-\d{2}$/.test(day || '') ? day.split('-').reverse().join('/') : day || '–');

function people(posture, now) {
  const over = posture.expires && new Date(now + HUE_OFFSET_MS).toISOString().slice(0, 10) > posture.expires;
  const until = [date(posture.expires), posture.purpose || '–'];
  const clear = (key) => (over ? text('camera.permission-over', date(posture.expires)) : text(key, ...until));
  const plates = posture.plates.toLowerCase();
  const image = posture.image.toLowerCase();
  return [
    ['image', image === 'clear' ? clear('camera.image.clear') : text(image === 'none' ? 'camera.image.none' : 'camera.image.masked'), image === 'clear'],
    ['plates', plates === 'clear' ? clear('camera.plates.clear') : text(plates === 'hash' ? 'camera.plates.hash' : 'camera.plates.off'), plates === 'clear'],
    ['clips', text(posture.clips ? 'camera.clips.on' : 'camera.clips.off'), false],
  ];
}

function looking(posture, detector) {
  const byMotion = detector.startsWith('motion') || detector.startsWith('blob');
  if (posture?.detector === 'blob' || (byMotion && !posture)) {
    return ['detector', text('camera.detector.motion'), false];
  }
  if (byMotion) {
    return ['detector', posture.detector === 'auto' ? text('camera.detector.none') : text('camera.detector.no-model', posture.detector), true];
  }
  return ['detector', detector ? text('camera.detector.model', detector.split(' ')[0]) : text('camera.detector.unknown'), false];
}

/** @param view the drawing as the service answers it, null if it could not be read; @param detector of the newest object, '' if none */
export function drawPosture(host, view, detector, now) {
  const posture = view?.posture || null;
  // The general promise at the top of the page must not stand where a lawful exception is configured.
  document.getElementById('masked').hidden = Boolean(posture) && [posture.image, posture.plates].some((use) => use.toLowerCase() === 'clear');
  const lines = [...(posture ? people(posture, now) : [['unknown', text('camera.posture.unknown'), false]]), looking(posture, detector)];
  if (posture?.looksPerSecond) {
    lines.push(['looks', text('camera.looks', number(posture.looksPerSecond, Number.isInteger(posture.looksPerSecond) ? 0 : 1)), false]);
  }
  if (posture && view.drift) {
    lines.push(['drift', text('camera.posture.drift'), true]);
  }
  host.replaceChildren(...lines.map(([what, words, warns]) => el('li', { 'data-posture': what }, ...(warns ? [el('span', { class: 'badge medium' }, el('span', { class: 'shape', 'aria-hidden': 'true' }), text('camera.mind')), ' '] : []), words)));
}
