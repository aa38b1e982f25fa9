// A list that renews itself while somebody looks at it: the stream says that something has changed, the server gives the part of
// the page if it has (ETag), and only what differs is touched, so that focus, scroll and what is typed stay. It says politely how
// many are new, and, when nobody answers, since when what it shows is old.
import { age, clock, el, text } from './format.js';
import { children } from './merge.js';
import { listen } from './stream.js';

const EVERY_MS = 30000;
const TOO_LONG_MS = 15000;
const AGE_EVERY_MS = 5000;

export class LiveList {
  /**
   * @param root holds the list; data-refresh is where it comes from
   * @param bar the line above it, from the fragment live-bar
   * @param events of the stream after which it is asked for anew
   * @param patience ms that events are gathered for
   * @param holds whether new ones wait for a press while somebody is in the list
   * @param handlers for events that the list can use by themselves
   */
  constructor(root, bar, { events, patience = 1000, holds = false, handlers = {} }) {
    this.root = root;
    this.part = (name) => bar.querySelector(`.live-${name}`);
    this.patience = patience;
    this.holds = holds;
    this.good = Date.now();
    this.shown = root.dataset.refresh;
    bar.hidden = false;
    root.style.overflowAnchor = 'none';
    root.tabIndex = -1;
    this.part('new').addEventListener('click', () => this.release());
    const soon = () => this.soon();
    listen({ ...Object.fromEntries([...events, 'reset'].map((name) => [name, soon])), ...handlers }, soon, () => this.tell('lost'));
    window.addEventListener('offline', () => this.tell('lost'));
    window.addEventListener('online', soon);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) { this.refresh(); } });
    setInterval(() => this.refresh(), EVERY_MS);
    setInterval(() => this.showAge(), AGE_EVERY_MS);
    this.tell('live');
  }

  /** Asks anew once events have been gathered. */
  soon() {
    this.timer ??= setTimeout(() => { this.timer = null; this.refresh(); }, this.patience);
  }

  async refresh() {
    if (document.hidden) {
      return;
    }
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    const from = this.root.dataset.refresh;
    try {
      const answer = await fetch(from, { headers: { 'X-Live': 'true', ...(this.tag && this.shown === from ? { 'If-None-Match': this.tag } : {}) }, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(TOO_LONG_MS) });
      if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
        this.tell('signed-out');
        return;
      }
      if (answer.status === 200) {
        document.querySelector('[data-own-away]')?.remove();
        this.take(await answer.text(), from);
        this.tag = answer.headers.get('ETag');
      } else if (answer.status !== 304) {
        throw new Error(String(answer.status));
      }
      this.good = Date.now();
      this.tell('live');
    } catch {
      this.tell(navigator.onLine ? 'away' : 'lost');
    } finally {
      this.asking = false;
      if (this.again) {
        this.again = false;
        this.soon();
      }
    }
  }

  keys(host) {
    return [...host.querySelectorAll('[data-key]')].map((each) => each.dataset.key);
  }

  get isInUse() {
    return this.root.contains(document.activeElement) || this.root.getBoundingClientRect().top < 0;
  }

  take(html, from) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').body;
    const known = new Set(this.keys(this.root));
    const more = this.shown === from ? this.keys(fresh).filter((key) => !known.has(key)).length : 0;
    if (this.shown !== from) {
      this.part('said').textContent = text('live.found', fresh.querySelector('[data-found]')?.dataset.found ?? this.keys(fresh).length);
    } else if (more) {
      this.part('said').textContent = text('live.new', more);
    }
    this.shown = from;
    if (this.holds && more && this.isInUse) {
      this.held = fresh;
      this.part('new').textContent = text('live.show', more);
      this.part('new').hidden = false;
      return;
    }
    this.apply(fresh);
  }

  /** Shows what has waited, and goes to the first of it. */
  release() {
    const known = new Set(this.keys(this.root));
    if (this.held) {
      this.apply(this.held);
    }
    const first = [...this.root.querySelectorAll('[data-key]')].find((each) => !known.has(each.dataset.key));
    this.root.scrollIntoView({ block: 'start' });
    (first?.querySelector('a, button') || this.root).focus({ preventScroll: true });
  }

  apply(fresh) {
    this.held = null;
    this.part('new').hidden = true;
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    const anchor = focused || [...this.root.querySelectorAll('[data-key]')].find((each) => each.getBoundingClientRect().bottom > 0);
    const before = anchor?.getBoundingClientRect().top;
    children(this.root, fresh);
    window.htmx?.process(this.root);
    if (focused && document.activeElement !== focused) {
      (focused.isConnected ? focused : this.root).focus({ preventScroll: true });
    }
    if (anchor?.isConnected && window.scrollY > 0) {
      window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
    }
  }

  /** @param state live, lost (no line), away (the service does not answer) or signed-out */
  tell(state) {
    if (this.state !== state) {
      this.state = state;
      this.part('word').replaceChildren(state === 'signed-out' ? el('a', { href: '/sign-in' }, text('link.signed-out')) : text('live.' + state));
      this.part('word').closest('.live-bar').dataset.state = state;
    }
    this.showAge();
  }

  showAge() {
    this.part('age').textContent = this.state === 'live' ? clock(this.good) : text('live.age', age(Date.now() - this.good));
  }
}
