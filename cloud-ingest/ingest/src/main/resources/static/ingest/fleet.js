// The map of the fleet: points on an empty ground, so that it works without a network. Opened, it loads once.
(function () {
  'use strict';
  var card = document.getElementById('map-card');
  var box = document.getElementById('fleet-map');
  if (!card || !box) {
    return;
  }
  var token = function (name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); };
  var drawn = false;

  function level(place) {
    return place.state === 'MISSING' ? 'critical' : place.alarms > 0 ? 'high' : place.drift ? 'medium' : place.state === 'ONLINE' ? 'ok' : 'info';
  }

  // A shape for each level, as in the kit: colour alone tells nothing to many eyes.
  function style(kind) {
    var fill = new ol.style.Fill({ color: token('--sev-' + kind) });
    var stroke = new ol.style.Stroke({ color: token('--surface'), width: 1.5 });
    var shapes = {
      critical: { points: 4, radius: 9, angle: 0 }, high: { points: 3, radius: 9 }, medium: { points: 4, radius: 8, angle: Math.PI / 4 }
    };
    var image = shapes[kind]
      ? new ol.style.RegularShape(Object.assign({ fill: fill, stroke: stroke }, shapes[kind]))
      : new ol.style.Circle({ radius: 6, fill: fill, stroke: stroke });
    return new ol.style.Style({ image: image, zIndex: { critical: 5, high: 4, medium: 3, ok: 2, info: 1 }[kind] });
  }

  function draw(places) {
    var styles = {};
    ['critical', 'high', 'medium', 'ok', 'info'].forEach(function (kind) { styles[kind] = style(kind); });
    var source = new ol.source.Vector({
      features: places.map(function (place) {
        var feature = new ol.Feature(new ol.geom.Point(ol.proj.fromLonLat([place.lon, place.lat])));
        feature.setStyle(styles[level(place)]);
        feature.set('place', place);
        return feature;
      })
    });
    var tip = document.createElement('div');
    tip.className = 'fleet-tip';
    var overlay = new ol.Overlay({ element: tip, offset: [12, -12], positioning: 'bottom-left' });
    var label = function (align) {
      return new ol.style.Text({ font: '12px sans-serif', fill: new ol.style.Fill({ color: token('--ink-2') }), stroke: new ol.style.Stroke({ color: token('--map-ground'), width: 3 }), textAlign: align, textBaseline: 'bottom' });
    };
    var map = new ol.Map({
      target: box,
      layers: [new ol.layer.Graticule({ showLabels: true, lonLabelStyle: label('center'), latLabelStyle: label('end'), strokeStyle: new ol.style.Stroke({ color: token('--map-line'), width: 0.5 }) }),
        new ol.layer.Vector({ source: source })],
      overlays: [overlay],
      controls: ol.control.defaults.defaults({ attribution: false, rotate: false }),
      view: new ol.View({ center: ol.proj.fromLonLat([107.5886, 16.4637]), zoom: 12, minZoom: 4, maxZoom: 18, enableRotation: false })
    });
    if (places.length > 0) {
      map.getView().fit(source.getExtent(), { padding: [40, 40, 40, 40], maxZoom: 14 });
    }
    map.on('pointermove', function (event) {
      var hit = map.forEachFeatureAtPixel(event.pixel, function (feature) { return feature.get('place'); }, { hitTolerance: 4 });
      box.style.cursor = hit ? 'pointer' : '';
      tip.textContent = hit ? hit.name : '';
      overlay.setPosition(hit ? event.coordinate : undefined);
    });
    map.on('click', function (event) {
      var hit = map.forEachFeatureAtPixel(event.pixel, function (feature) { return feature.get('place'); }, { hitTolerance: 6 });
      if (hit) {
        window.location.href = '/fleet/gateways/' + encodeURIComponent(hit.account) + '/' + encodeURIComponent(hit.gateway);
      }
    });
  }

  function show() {
    if (!card.open || drawn) {
      return;
    }
    drawn = true;
    fetch('/api/fleet/map', { headers: { Accept: 'application/json' } })
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(new Error(answer.status)); })
      .then(draw)
      .catch(function () { drawn = false; });
  }

  card.addEventListener('toggle', show);
  if (window.location.hash === '#map-card') {
    card.open = true;
  }
})();
