// The alarms on a page of their own.
import { LiveList } from './live.js';

const root = document.getElementById('alarms');
const list = new LiveList(root, document.getElementById('live-bar'), { events: ['alarm'], patience: 400 });
// After an own action the list is new already, by htmx; what was asked before is no longer what is shown.
document.body.addEventListener('htmx:afterSwap', () => { list.tag = null; });
