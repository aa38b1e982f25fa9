// Makes a part of the page what the server says now, and touches nothing that is the same: who reads, types or has the focus in it
// is left alone. Elements are known by data-key or id.
const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id : '');
const isAlike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other);

function attributes(own, wanted) {
  for (const { name, value } of [...wanted.attributes]) {
    if (own.getAttribute(name) !== value) {
      own.setAttribute(name, value);
    }
  }
  for (const { name } of [...own.attributes]) {
    // What somebody opened stays open; data-own-… is what scripts have found out.
    if (!wanted.hasAttribute(name) && !name.startsWith('data-own-') && !(name === 'open' && own.nodeName === 'DETAILS')) {
      own.removeAttribute(name);
    }
  }
}

function node(own, wanted) {
  if (own.isEqualNode(wanted)) {
    return;
  }
  if (own.nodeType !== Node.ELEMENT_NODE) {
    own.nodeValue = wanted.nodeValue;
    return;
  }
  attributes(own, wanted);
  children(own, wanted);
}

/** Gives one element the children of another; what both have keeps its identity. */
export function children(own, wanted) {
  const asked = new Set([...wanted.children].map(keyOf));
  [...own.children].filter((each) => keyOf(each) && !asked.has(keyOf(each))).forEach((each) => each.remove());
  const kept = new Map([...own.children].filter(keyOf).map((each) => [keyOf(each), each]));
  let at = own.firstChild;
  for (const each of [...wanted.childNodes]) {
    const key = keyOf(each);
    const match = key ? kept.get(key) : at && !keyOf(at) ? at : null;
    if (!match || !isAlike(match, each)) {
      own.insertBefore(document.importNode(each, true), at);
    } else if (match === at) {
      at = at.nextSibling;
      node(match, each);
    } else {
      own.insertBefore(match, at);
      node(match, each);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
