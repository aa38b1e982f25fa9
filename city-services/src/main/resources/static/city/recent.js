// What one camera saw last, below its picture.
import { LiveList } from './live.js';

const root = document.getElementById('recent');
if (root) {
  const path = document.getElementById('main').dataset.path;
  const list = new LiveList(root, document.getElementById('live-bar'), {
    events: [],
    patience: 5000,
    holds: true,
    handlers: { sights: (all) => { if (all.some((sight) => sight.camera === path)) { list.soon(); } } },
  });
}
