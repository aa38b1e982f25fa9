// What WCAG 2.2 A and AA ask for and a machine can measure, on the page as it is now. Gives a list of sentences, empty if all is well.
() => {
  const problems = [];
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getClientRects().length > 0 && !e.closest('.visually-hidden, [hidden]');
  const said = (e) => `${e.nodeName.toLowerCase()}${e.id ? '#' + e.id : ''}${typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\s+/).join('.') : ''} "${(e.innerText || e.value || '').trim().slice(0, 30)}"`;
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parsed = new Map();
  const rgba = (colour) => {
    if (!parsed.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = '#000';
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      parsed.set(colour, [r, g, b, a / 255]);
    }
    return parsed.get(colour);
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ratio = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + .05) / (low + .05); };
  // null where a picture or a gradient lies below: nothing can be said there.
  const ground = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') { return null; }
      layers.push(rgba(style.backgroundColor));
      if (layers[layers.length - 1][3] === 1) { break; }
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const opacity = (e) => { let all = 1; for (let at = e; at; at = at.parentElement) { all *= Number(getComputedStyle(at).opacity); } return all; };
  const round = (n) => Math.round(n * 100) / 100;
  let texts = 0;

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || !shown(e) || e.closest('svg, script, style, :disabled, [aria-disabled=true]') || told.has(e)) { continue; }
    told.add(e);
    const below = ground(e);
    if (!below) { continue; }
    texts += 1;
    const style = getComputedStyle(e);
    const [r, g, b, a] = rgba(style.color);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const found = ratio(over([r, g, b, a * opacity(e)], below), below);
    if (found < needed) { problems.push(`contrast ${round(found)} of ${needed}: ${said(e)}`); }
  }
  document.querySelectorAll('input:not([type=hidden]), select, textarea').forEach((e) => {
    if (!shown(e) || e.disabled) { return; }
    const style = getComputedStyle(e);
    const below = ground(e);
    if (e.placeholder && !e.value && below) {
      const hint = ratio(over(rgba(getComputedStyle(e, '::placeholder').color), below), below);
      if (hint < 4.5) { problems.push(`contrast ${round(hint)} of 4.5: placeholder of ${said(e)}`); }
    }
    if (style.appearance !== 'auto' || !['checkbox', 'radio'].includes(e.type)) {
      const beside = ground(e.parentElement);
      const edge = beside && ratio(over(rgba(style.borderTopColor), beside), beside);
      if (edge && edge < 3) { problems.push(`edge ${round(edge)} of 3: ${said(e)}`); }
    }
  });
  document.querySelectorAll('.badge .shape, .notice .shape, .filters .shape').forEach((e) => {
    if (shown(e) && ground(e.parentElement)) {
      const edge = ratio(over(rgba(getComputedStyle(e).backgroundColor), ground(e.parentElement)), ground(e.parentElement));
      // The word beside it says the same, so this is a wish of ours and not a rule: shapes that can be told apart from their ground.
      if (edge < 1.5) { problems.push(`shape ${round(edge)} of 1.5: ${said(e.parentElement)}`); }
    }
  });

  const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id));
  const name = (e) => (e.getAttribute('aria-labelledby') && byIds(e.getAttribute('aria-labelledby')).map((x) => x?.textContent).join(' '))
    || e.getAttribute('aria-label') || [...(e.labels || [])].map((l) => l.textContent).join(' ') || e.textContent || [...e.querySelectorAll('img')].map((i) => i.alt).join(' ') || e.title || '';
  document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=combobox], [role=listbox], [role=option], [role=application], [role=toolbar], video, section[aria-labelledby], nav').forEach((e) => {
    if (shown(e) && !name(e).trim()) { problems.push(`no name: ${said(e)}`); }
  });
  document.querySelectorAll('img:not([alt])').forEach((e) => problems.push(`no alt: ${said(e)}`));
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => problems.push(`id twice: ${id}`));
  document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls], [aria-activedescendant], label[for]').forEach((e) => ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-activedescendant', 'for'].forEach((attribute) => {
    if (e.hasAttribute(attribute) && byIds(e.getAttribute(attribute)).includes(null)) { problems.push(`${attribute} points nowhere: ${said(e)}`); }
  }));
  document.querySelectorAll('ul, ol').forEach((e) => { if ([...e.children].some((c) => c.nodeName !== 'LI')) { problems.push(`list holds something else: ${said(e)}`); } });
  document.querySelectorAll('[aria-hidden=true]').forEach((e) => { if ([e, ...e.querySelectorAll('*')].some((x) => x.tabIndex >= 0 && shown(x) && x.nodeName !== 'svg')) { problems.push(`hidden but focusable: ${said(e)}`); } });
  let level = 0;
  document.querySelectorAll('h1, h2, h3, h4').forEach((e) => {
    if (!e.checkVisibility()) { return; }
    const now = Number(e.nodeName[1]);
    if (now > level + 1) { problems.push(`heading jumps from ${level} to ${now}: ${said(e)}`); }
    level = now;
  });
  if (document.querySelectorAll('h1').length !== 1) { problems.push('not exactly one h1'); }
  if (!document.documentElement.lang || !document.title) { problems.push('no language or title'); }

  document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]):not([type=checkbox]), label:has(input[type=checkbox]), [role=option]').forEach((e) => {
    if (!shown(e)) { return; }
    const box = e.getBoundingClientRect();
    const inText = e.nodeName === 'A' && getComputedStyle(e).display === 'inline';
    if (!inText && (box.width < 24 || box.height < 24)) { problems.push(`target ${round(box.width)}x${round(box.height)} of 24x24: ${said(e)}`); }
  });
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    const beyond = [...document.querySelectorAll('main *')].filter((e) => shown(e) && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.table-wrap, .yaml, svg')).slice(0, 3).map(said);
    problems.push(`${wide} px wider than the window: ${beyond.join(' | ')}`);
  }
  const moving = document.getAnimations().filter((a) => a.playState === 'running').length;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches && moving) { problems.push(`${moving} animations though motion is not wanted`); }
  if (texts < 10) { problems.push(`only ${texts} texts were measured`); }
  return problems;
}
