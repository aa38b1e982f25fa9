// What cameras saw, newest first: new ones come by themselves, or wait for a press while somebody is in the list. An older page
// stays as it is.
import { LiveList } from './live.js';

const root = document.getElementById('object-list');
if (root?.dataset.refresh) {
  new LiveList(root, document.getElementById('live-bar'), { events: ['sights'], patience: 5000, holds: true });
}
