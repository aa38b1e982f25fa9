// What leaves the gateway about people, and how the camera is looked at, in sentences.
import { clock, el, moment, number, text } from './format.js';

const STALE_MS = 120000;
/** Less than this share of the looks that the view was worth is too little to keep objects apart. */
const ENOUGH = .8;
const rate = (perSecond) => number(perSecond, Number.isInteger(perSecond) ? 0 : 1);

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

/** How often the picture is really looked at: what the gateway measures, if it does. */
function looks(posture, values, now) {
  const lines = [];
  if (posture?.looksPerSecond) {
    lines.push(['looks', text('camera.looks', rate(posture.looksPerSecond)), false]);
  }
  const real = values.get('looks');
  const wanted = values.get('looks.wanted');
  if (!real || typeof real.value !== 'number' || now - real.at > STALE_MS) {
    lines.push(['looks-real', text('camera.looks.unreported'), false]);
  } else if (wanted && typeof wanted.value === 'number' && real.value < ENOUGH * wanted.value) {
    lines.push(['looks-real', text('camera.looks.short', rate(real.value), rate(wanted.value), clock(real.at)), true]);
  } else {
    lines.push(['looks-real', text('camera.looks.real', rate(real.value), clock(real.at)), false]);
  }
  return lines;
}

function gatewayWord(told) {
  if (!told) {
    return ['gateway', text('camera.gateway.silent'), false];
  }
  const parts = [text('camera.gateway.alive', number(told.alive), number(told.total)), ...(told.limited ? [text('camera.gateway.limited', number(told.limited))] : [])];
  return ['gateway', `${parts.join(', ')} (${moment(Date.parse(told.at))}).`, told.alive < told.total];
}

/**
 * @param told what the service says of the camera: its drawing (view, null if it could not be read), the detector of its newest
 *     object ('' if none), what its gateway says; @param values by channel; @param now ms by the clock of the server
 */
export function drawPosture(host, told, values, now) {
  const posture = told.view?.posture || null;
  // The general promise at the top of the page must not stand where a lawful exception is configured.
  document.getElementById('masked').hidden = Boolean(posture) && [posture.image, posture.plates].some((use) => use.toLowerCase() === 'clear');
  const lines = [...(posture ? people(posture, now) : [['unknown', text('camera.posture.unknown'), false]]), looking(posture, told.detector || ''), ...looks(posture, values, now), gatewayWord(told.gateway)];
  if (posture && told.view.drift) {
    lines.push(['drift', text('camera.posture.drift'), true]);
  }
  host.replaceChildren(...lines.map(([what, words, warns]) => el('li', { 'data-posture': what }, ...(warns ? [el('span', { class: 'badge medium' }, el('span', { class: 'shape', 'aria-hidden': 'true' }), text('camera.mind')), ' '] : []), words)));
}
