// Texts, numbers and times as people read them. Huế has kept UTC+7 all year round since 1975, so the offset is fixed.
const HUE_OFFSET_MS = 7 * 3600 * 1000;
const main = document.getElementById('main');
const texts = JSON.parse(main.dataset.texts || '{}');
const english = document.documentElement.lang === 'en';
const locale = english ? 'en-GB' : 'vi-VN';
const UNITS = { 'Cel': '°C', 'ug/m3': 'µg/m³', 'kW.h': 'kWh', '{count}': '', '1': '' };

/** The text of a key; {0}, {1} … are replaced. A missing text shows its key, so that it is noticed. */
export function text(key, ...values) {
  const found = texts[key];
  return found === undefined ? key : found.replace(/\{(\d)\}/g, (all, i) => values[Number(i)] ?? all);
}

export function has(key) {
  return texts[key] !== undefined;
}

const formats = new Map();
/** A number with this many decimals, decimal comma in Vietnamese. */
export function number(value, decimals = 0) {
  if (!formats.has(decimals)) {
    formats.set(decimals, new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return formats.get(decimals).format(value);
}

/** As many decimals as the size of a value deserves. */
export function reading(value, unit) {
  if (value === null || value === undefined) {
    return '–';
  }
  if (unit === '{count}' || Math.abs(value) >= 1000) {
    return number(value, 0);
  }
  return number(value, unit === 'm' || unit === 'kW.h' ? 2 : Math.abs(value) >= 100 ? 1 : 2);
}

export function unit(ucum) {
  return ucum in UNITS ? UNITS[ucum] : ucum;
}

const two = (n) => String(n).padStart(2, '0');

/** dd/MM HH:mm:ss at UTC+7. */
export function moment(ms) {
  const at = new Date(ms + HUE_OFFSET_MS);
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)} ${clock(ms)}`;
}

/** HH:mm:ss at UTC+7. */
export function clock(ms, seconds = true) {
  const at = new Date(ms + HUE_OFFSET_MS);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}${seconds ? ':' + two(at.getUTCSeconds()) : ''}`;
}

export function dayMonth(ms) {
  const at = new Date(ms + HUE_OFFSET_MS);
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}`;
}

/** 12 s, 3:05, 2:03:05 */
export function age(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) {
    return `${s} s`;
  }
  const m = Math.floor(s / 60);
  return m < 60 ? `${m}:${two(s % 60)}` : `${Math.floor(m / 60)}:${two(m % 60)}:${two(s % 60)}`;
}

export function channelName(channel) {
  const key = 'channel.' + channel;
  return has(key) ? text(key) : channel;
}

/** A text as it is searched for: no tones, no đ, no capitals. */
export function folded(words) {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

/** Makes an element; children that are strings become text, never markup. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

/** The value of a colour token in the theme that is on. */
export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** The graver of two severities; null is none. */
export function graver(one, other) {
  if (!one || !other) {
    return one || other || null;
  }
  return SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(other) ? one : other;
}
