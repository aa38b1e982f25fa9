// What the screen knows: the newest value of each channel, gateways, cameras. Views subscribe; nothing here touches the page.
const listeners = new Map();

export const state = { values: new Map(), history: new Map(), gateways: [], cameras: [], conservation: null, missing: [], skewMs: 0 };

const HISTORY = 60;

export function on(what, listener) {
  listeners.set(what, [...(listeners.get(what) || []), listener]);
}

export function tell(what, detail) {
  (listeners.get(what) || []).forEach((listener) => listener(detail));
}

/** The server's time; the browser's clock may be wrong. */
export function now() {
  return Date.now() + state.skewMs;
}

export function pathOf(ref) {
  return `${ref.account}/${ref.gateway}/${ref.asset}/${ref.channel}`;
}

function take(observation) {
  const path = pathOf(observation.channel);
  const value = { ...observation, path, at: Date.parse(observation.measuredAt) };
  const old = state.values.get(path);
  if (old && old.at > value.at) {
    return null;
  }
  state.values.set(path, value);
  if (value.value !== null && value.value !== undefined) {
    const past = state.history.get(path) || [];
    if (!past.length || past[past.length - 1].at < value.at) {
      past.push({ at: value.at, value: value.value });
      if (past.length > HISTORY) {
        past.shift();
      }
      state.history.set(path, past);
    }
  }
  return value;
}

export async function load() {
  const answer = await fetch('/api/screen/state', { headers: { Accept: 'application/json' } });
  if (answer.status === 401 || answer.status === 403) {
    tell('signed-out');
    return;
  }
  if (!answer.ok) {
    throw new Error(`state: ${answer.status}`);
  }
  const fresh = await answer.json();
  state.skewMs = Date.parse(fresh.now) - Date.now();
  state.missing = fresh.missing;
  if (!fresh.missing.includes('gateways')) {
    state.gateways = fresh.gateways;
  }
  if (!fresh.missing.includes('cameras') || !state.cameras.length) {
    state.cameras = fresh.cameras;
  }
  if (fresh.conservation) {
    state.conservation = fresh.conservation;
  }
  fresh.values.forEach(take);
  tell('state');
}

function connect() {
  const source = new EventSource('/stream');
  source.onopen = () => tell('link', 'live');
  source.onerror = () => {
    tell('link', 'lost');
    if (source.readyState === EventSource.CLOSED) {
      // The server refused (an ended session) or is gone for good; a look at the state tells which.
      setTimeout(() => { load().catch(() => {}); connect(); }, 5000);
    }
  };
  const on = (name, use) => source.addEventListener(name, (event) => use(JSON.parse(event.data)));
  on('value', (observations) => tell('values', observations.map(take).filter(Boolean)));
  on('alarm', (change) => { tell('alarm', change); later(); });
  on('gateway', () => later());
  on('camera', (picture) => {
    const path = `${picture.account}/${picture.gateway}/${picture.camera}`;
    const camera = state.cameras.find((one) => one.path === path);
    if (!camera) {
      later();
      return;
    }
    camera.object = picture.object;
    camera.takenAt = picture.takenAt;
    tell('camera', camera);
  });
  on('conservation', (conservation) => { state.conservation = conservation; tell('conservation'); });
  on('reset', () => load().catch(() => {}));
}

let waiting = null;
/** Reads everything anew soon, however many events ask for it. */
export function later() {
  waiting ??= setTimeout(() => { waiting = null; load().catch(() => {}); }, 400);
}

export function start() {
  load().catch(() => tell('link', 'lost'));
  connect();
  // A slow second look: what no event tells, and what was missing while the ingest was away.
  setInterval(() => { if (!document.hidden) { load().catch(() => {}); } }, 20000);
}
