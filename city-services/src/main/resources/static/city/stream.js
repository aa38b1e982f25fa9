// The stream of the service as a page hears it: one line for all who listen, closed while nobody looks, opened again with the page,
// tried again when refused.
const AGAIN_MS = 5000;
const listeners = [];
let source = null;
let later = null;

function hear({ handlers }) {
  Object.entries(handlers).forEach(([name, use]) => source.addEventListener(name, (event) => use(JSON.parse(event.data))));
}

function open() {
  clearTimeout(later);
  source?.close();
  source = new EventSource('/stream');
  listeners.forEach(hear);
  source.onopen = () => listeners.forEach(({ opened }) => opened());
  source.onerror = () => {
    listeners.forEach(({ lost }) => lost());
    if (source.readyState === EventSource.CLOSED) {
      later = setTimeout(open, AGAIN_MS);
    }
  };
}

/**
 * Listens to the stream.
 *
 * @param handlers by name of the event, with its data; @param opened, lost called when the line is there and when it is gone
 */
export function listen(handlers, opened, lost) {
  listeners.push({ handlers, opened, lost });
  if (source) {
    hear({ handlers });
    if (source.readyState === EventSource.OPEN) {
      opened();
    }
  } else if (!document.hidden) {
    open();
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    clearTimeout(later);
    source?.close();
  } else if (listeners.length) {
    open();
  }
});
