// The schematic map: gateways and cameras with the colour AND shape of their worst state, and how many alarms.
import { el, moment, text, token } from './format.js';
import { on, state } from './store.js';

const HOME = [107.5640, 16.4485, 107.6105, 16.4850];
const CLUSTER_PIXELS = 34;
const SHAPES = {
  CRITICAL: 'M0 -17 L17 0 L0 17 L-17 0Z',
  HIGH: 'M0 -16 L17 13 L-17 13Z',
  MEDIUM: 'M-13.5 -13.5 H13.5 V13.5 H-13.5Z',
  LOW: 'M0 -15 A15 15 0 1 1 -0.01 -15Z',
  OK: 'M0 -15 L13 -7.5 L13 7.5 L0 15 L-13 7.5 L-13 -7.5Z',
  LOST: 'M0 -15 A15 15 0 1 1 -0.01 -15Z',
};
// Glyphs are drawn around 0,0 within 16 pixels: what stands there, in ink on the colour of its state.
const GLYPHS = {
  gateway: 'M0 -1.5 V7 M-4 7 H4 M-3.2 -5 A4.6 4.6 0 0 0 -3.2 1.4 M3.2 -5 A4.6 4.6 0 0 1 3.2 1.4 M-6 -7.4 A8 8 0 0 0 -6 3.8 M6 -7.4 A8 8 0 0 1 6 3.8',
  camera: 'M-7 -4 H3 V4 H-7Z M3 -1.4 L7 -4 V4 L3 1.4',
};

const popup = document.getElementById('map-popup');
const table = document.getElementById('places');
let map = null;
let gateways = null;
let cameras = null;
let overlay = null;
let openPath = null;
let goTo = () => {};
const icons = new Map();

export function onGoTo(listener) {
  goTo = listener;
}

function stateOf(place) {
  if (place.state && place.state !== 'ONLINE') {
    return place.worst && place.worst !== 'LOW' && place.worst !== 'MEDIUM' ? place.worst : 'LOST';
  }
  return place.worst || 'OK';
}

function words(level) {
  return level === 'LOST' ? text('state.MISSING') : text('severity.' + level);
}

function icon(kind, level, count, large) {
  const key = [kind, level, count, large].join();
  if (!icons.has(key)) {
    const ink = level === 'OK' || level === 'CRITICAL' ? '#fff' : '#10181f';
    const fill = level === 'LOST' ? token('--surface-3') : token('--sev-' + level.toLowerCase());
    const glyphInk = level === 'LOST' ? token('--ink') : ink;
    const glyph = large ? `<text y="5.5" text-anchor="middle" font-family="sans-serif" font-size="15" font-weight="700" fill="${glyphInk}">${large}</text>`
      : `<g transform="${level === 'HIGH' ? 'translate(0 4) scale(.8)' : level === 'CRITICAL' ? 'scale(.9)' : ''}"><path d="${GLYPHS[kind]}" fill="none" stroke="${glyphInk}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></g>`;
    const badge = count > 0 ? `<circle cx="15" cy="-14" r="8.5" fill="${token('--ink')}"/><text x="15" y="-10" text-anchor="middle" font-family="sans-serif" font-size="11.5" font-weight="700" fill="${token('--ground')}">${count}</text>` : '';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="56" height="56" viewBox="-28 -28 56 56"><path d="${SHAPES[level]}" fill="${fill}" stroke="${token('--map-ground')}" stroke-width="5" stroke-linejoin="round"/><path d="${SHAPES[level]}" fill="${fill}" stroke="${level === 'LOST' ? token('--ink') : fill}" stroke-width="2" stroke-linejoin="round" ${level === 'LOST' ? 'stroke-dasharray="4 3"' : ''}/>${glyph}${badge}</svg>`;
    icons.set(key, 'data:image/svg+xml;utf8,' + encodeURIComponent(svg));
  }
  return icons.get(key);
}

function label(words, size, weight, colour, extra = {}) {
  return new ol.style.Text({ text: words, font: `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`, fill: new ol.style.Fill({ color: colour }), stroke: new ol.style.Stroke({ color: token('--map-ground'), width: 3.5 }), ...extra });
}

function markerStyle(feature) {
  const group = feature.get('features') || [feature];
  const places = group.map((one) => one.get('place'));
  const level = places.map(stateOf).reduce((a, b) => {
    const order = ['CRITICAL', 'HIGH', 'LOST', 'MEDIUM', 'LOW', 'OK'];
    return order.indexOf(a) <= order.indexOf(b) ? a : b;
  });
  const count = places.reduce((sum, place) => sum + place.alarms, 0);
  const camera = places[0].kindOf === 'camera';
  const beside = map.getSize()?.[0] > 480;
  return new ol.style.Style({
    image: new ol.style.Icon({ src: icon(camera ? 'camera' : 'gateway', level, count, places.length > 1 ? places.length : 0), displacement: camera ? [0, -44] : [0, 0], declutterMode: 'obstacle' }),
    text: label(places.length > 1 ? '' : places[0].name, 13, 700, token('--ink'), { offsetX: beside || camera ? 24 : 0, offsetY: camera ? 44 : beside ? 2 : -27, textAlign: beside || camera ? 'left' : 'center', overflow: true, declutterMode: 'obstacle' }),
    zIndex: 10 + (5 - ['CRITICAL', 'HIGH', 'LOST', 'MEDIUM', 'LOW', 'OK'].indexOf(level)),
  });
}

function schematicStyle(feature, resolution) {
  const kind = feature.get('kind');
  const name = feature.get(document.documentElement.lang === 'en' ? 'en' : 'vi') || '';
  const water = token('--map-water'), land = token('--map-land'), line = token('--map-line'), soft = token('--ink-2');
  const dark = document.documentElement.dataset.theme === 'dark';
  const waterInk = dark ? '#7fb8d4' : '#2f6f92';
  const near = resolution < 14;
  const fill = (color) => new ol.style.Fill({ color });
  const stroke = (color, width, more = {}) => new ol.style.Stroke({ color, width, lineCap: 'round', lineJoin: 'round', ...more });
  switch (kind) {
    case 'lagoon': case 'river': return new ol.style.Style({ fill: fill(water), stroke: stroke(dark ? '#1b5270' : '#9cc9de', 1), zIndex: 1 });
    case 'river-name': return new ol.style.Style({ text: label(name, 13, 600, waterInk, { rotation: -feature.get('angle') * Math.PI / 180, rotateWithView: true, declutterMode: 'none', stroke: new ol.style.Stroke({ color: water, width: 2 }) }), zIndex: 3 });
    case 'canal': return new ol.style.Style({ stroke: stroke(water, feature.get('width') * (near ? 2 : 1.2)), text: near && name ? label(name, 11.5, 500, waterInk, { placement: 'line' }) : undefined, zIndex: 1 });
    case 'island': return new ol.style.Style({ fill: fill(land), text: near ? label(name, 11, 500, soft) : undefined, zIndex: 2 });
    case 'citadel': return new ol.style.Style({ fill: fill(dark ? '#1d2a36' : '#f4efe4'), stroke: stroke(dark ? '#8a7a55' : '#b59a5e', 2), text: near ? label(name, 12.5, 600, dark ? '#cbb98c' : '#7d6426', { offsetY: -46 }) : undefined, zIndex: 2 });
    case 'imperial': return new ol.style.Style({ fill: fill(dark ? '#2b3220' : '#e8e3c5'), stroke: stroke(dark ? '#8a7a55' : '#b59a5e', 1.2), text: near ? label(name, 11.5, 600, dark ? '#cbb98c' : '#7d6426') : undefined, zIndex: 3 });
    case 'road': return new ol.style.Style({ stroke: stroke(dark ? '#2c3b49' : '#dfe5ea', near ? 3.5 : 2), text: resolution < 7 && name ? label(name, 11, 500, soft, { placement: 'line', stroke: new ol.style.Stroke({ color: land, width: 3 }) }) : undefined, zIndex: 2 });
    case 'railway': return new ol.style.Style({ stroke: stroke(line, 1.4, { lineDash: [7, 5], lineCap: 'butt' }), zIndex: 2 });
    case 'bridge': return [new ol.style.Style({ stroke: stroke(dark ? '#0a1119' : '#ffffff', 7, { lineCap: 'butt' }), zIndex: 4 }), new ol.style.Style({ stroke: stroke(dark ? '#93a6b8' : '#5f7386', 3.5, { lineCap: 'butt' }), text: near && !name.includes('Trường Tiền') ? label(name, 11.5, 600, token('--ink-2'), { offsetY: 16 }) : undefined, zIndex: 5 })];
    case 'ward': return new ol.style.Style({ text: label(name, 12.5, 500, line, { stroke: new ol.style.Stroke({ color: land, width: 3 }) }), zIndex: 1 });
    case 'landmark': return near ? new ol.style.Style({ image: new ol.style.Circle({ radius: 2.8, fill: fill(soft) }), text: label(name, 11, 500, soft, { offsetX: 7, textAlign: 'left' }), zIndex: 4 }) : undefined;
    case 'direction': return new ol.style.Style({ text: label(name + ' ↗', 12.5, 600, waterInk), zIndex: 4 });
    default: return undefined;
  }
}

function build() {
  const land = new ol.layer.Vector({
    source: new ol.source.Vector({ url: '/map/hue-schematic.geojson', format: new ol.format.GeoJSON() }),
    style: schematicStyle, declutter: true, background: token('--map-land'),
  });
  gateways = new ol.source.Vector();
  cameras = new ol.source.Vector();
  const markers = new ol.layer.Vector({ source: new ol.source.Cluster({ distance: CLUSTER_PIXELS, source: gateways }), style: markerStyle, zIndex: 10, declutter: true });
  const eyes = new ol.layer.Vector({ source: cameras, style: markerStyle, zIndex: 9, maxResolution: 40, declutter: true });
  overlay = new ol.Overlay({ element: popup, positioning: 'bottom-center', offset: [0, -24], autoPan: { margin: 12 }, stopEvent: true });
  const extent = ol.proj.transformExtent(HOME, 'EPSG:4326', 'EPSG:3857');
  const around = ol.proj.transformExtent([107.50, 16.37, 107.76, 16.62], 'EPSG:4326', 'EPSG:3857');
  map = new ol.Map({
    target: 'map', layers: [land, eyes, markers], overlays: [overlay],
    controls: ol.control.defaults.defaults({ attribution: false, rotate: false, zoomOptions: { zoomInTipLabel: '+', zoomOutTipLabel: '-' } }),
    view: new ol.View({ extent: around, minZoom: 11.5, maxZoom: 17, enableRotation: false }),
  });
  map.getView().fit(extent, { size: map.getSize() });
  popup.hidden = false;
  overlay.setPosition(undefined);
  map.on('pointermove', (event) => { map.getTargetElement().style.cursor = map.hasFeatureAtPixel(event.pixel, { layerFilter: (l) => l !== land }) ? 'pointer' : ''; });
  map.on('click', (event) => {
    const hit = map.forEachFeatureAtPixel(event.pixel, (feature) => feature, { layerFilter: (layer) => layer !== land, hitTolerance: 8 });
    if (!hit) {
      close();
      return;
    }
    const group = hit.get('features') || [hit];
    if (group.length > 1) {
      map.getView().fit(ol.extent.boundingExtent(group.map((one) => one.getGeometry().getCoordinates())), { padding: [90, 90, 90, 90], maxZoom: 16, duration: 250 });
      return;
    }
    open(group[0].get('place').path);
  });
  new ResizeObserver(() => map.updateSize()).observe(map.getTargetElement());
}

function places() {
  const at = new Map(state.gateways.map((gateway) => [gateway.path, gateway]));
  const own = state.gateways.map((gateway) => ({ ...gateway, kindOf: 'gateway' }));
  const eyes = state.cameras.map((camera) => {
    const gateway = at.get(camera.gatewayPath);
    return { ...camera, kindOf: 'camera', name: camera.camera, lat: gateway?.lat, lon: gateway?.lon, state: gateway?.state || 'ONLINE', since: camera.takenAt || gateway?.since, unacknowledged: 0, gateway };
  });
  return [...own, ...eyes];
}

function render() {
  if (!map) {
    build();
  }
  const all = places();
  const features = (kind) => all.filter((place) => place.kindOf === kind && typeof place.lat === 'number' && typeof place.lon === 'number').map((place) => {
    const feature = new ol.Feature(new ol.geom.Point(ol.proj.fromLonLat([place.lon, place.lat])));
    feature.set('place', place);
    return feature;
  });
  gateways.clear(true);
  gateways.addFeatures(features('gateway'));
  cameras.clear(true);
  cameras.addFeatures(features('camera'));
  table.replaceChildren(...all.map(tableRow));
  if (openPath) {
    open(openPath);
  }
}

function badge(place) {
  const level = stateOf(place);
  return el('span', { class: 'badge ' + level.toLowerCase() }, el('span', { class: 'shape', 'aria-hidden': 'true' }), words(level));
}

function tableRow(place) {
  const name = el('button', { type: 'button', class: 'link' }, place.name);
  name.addEventListener('click', () => goTo(place));
  return el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, text('kind.' + place.kindOf)), el('td', {}, badge(place)),
    el('td', { class: 'number num' }, String(place.alarms)), el('td', { class: 'num' }, place.since ? moment(Date.parse(place.since)) : ''));
}

/** Opens the popup of a place and brings it into view. */
export function open(path, move = false) {
  const place = places().find((one) => one.path === path);
  if (!place || typeof place.lat !== 'number' || !map) {
    return;
  }
  openPath = path;
  const button = el('button', { type: 'button', class: 'button small' }, text(place.kindOf === 'camera' ? 'show-values' : 'show-chart'));
  button.addEventListener('click', () => goTo(place));
  const shut = el('button', { type: 'button', class: 'map-close', 'aria-label': '×' }, '×');
  shut.addEventListener('click', close);
  popup.replaceChildren(shut, el('h3', {}, place.name), badge(place),
    el('p', { class: 'small' }, [text('state.' + place.state), text('alarms', place.alarms), place.unacknowledged ? text('alarms.unacknowledged', place.unacknowledged) : null].filter(Boolean).join(' · ')),
    el('p', { class: 'small muted num' }, place.since ? moment(Date.parse(place.since)) : ''), button);
  const at = ol.proj.fromLonLat([place.lon, place.lat]);
  overlay.setPosition(at);
  if (move) {
    map.getView().animate({ center: at, zoom: Math.max(map.getView().getZoom(), 15), duration: 300 });
  }
}

export function close() {
  openPath = null;
  overlay?.setPosition(undefined);
}

const asMap = document.getElementById('show-map');
const asTable = document.getElementById('show-table');
function view(table) {
  document.getElementById('map').hidden = table;
  document.querySelector('.map-note').hidden = table;
  document.getElementById('map-table').hidden = !table;
  asMap.setAttribute('aria-pressed', String(!table));
  asTable.setAttribute('aria-pressed', String(table));
  if (!table) {
    map?.updateSize();
  } else {
    close();
  }
}
asMap.addEventListener('click', () => view(false));
asTable.addEventListener('click', () => view(true));
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') { close(); } });

on('state', render);
