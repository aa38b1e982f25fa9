// The list of cameras: renews itself, pictures as they come, and is searched while somebody types.
import { moment } from './format.js';
import { LiveList } from './live.js';

const TYPED_MS = 250;
const root = document.getElementById('camera-list');
const card = (path) => root.querySelector(`[data-key="${CSS.escape(path)}"]`);
const pathOf = ({ account, gateway, camera, asset }) => `${account}/${gateway}/${camera || asset}`;

const list = new LiveList(root, document.getElementById('live-bar'), {
  events: ['alarm', 'gateway'],
  patience: 1500,
  handlers: {
    camera: (picture) => {
      const image = card(pathOf(picture))?.querySelector('img');
      if (!image) {
        list.soon();
        return;
      }
      image.removeAttribute('data-own-missing');
      image.src = '/api/screen/pictures/' + encodeURIComponent(picture.object);
      const taken = image.closest('li').querySelector('time');
      taken.dateTime = picture.takenAt;
      taken.textContent = moment(Date.parse(picture.takenAt));
    },
    // A camera that gives no pictures any more, or again, says so with its rate.
    value: (values) => {
      if (values.some(({ channel, quality }) => channel.channel === 'fps' && card(pathOf(channel)) && (quality === 'COMM_FAULT') !== (card(pathOf(channel)).dataset.state === 'LOST'))) {
        list.soon();
      }
    },
  },
});

let typing = null;
document.getElementById('q')?.addEventListener('input', (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    const wanted = new URLSearchParams(new FormData(event.target.form));
    wanted.delete('page');
    const address = '/cameras?' + wanted;
    history.replaceState(null, '', address);
    root.dataset.refresh = address;
    list.refresh();
  }, TYPED_MS);
});
