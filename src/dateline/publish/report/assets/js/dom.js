// Nodes from plain values. Text becomes text nodes only; nothing here parses markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value == null || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else if (name === 'href' && !/^(#|https?:\/\/)/i.test(value)) continue;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const byId = (id) => document.getElementById(id);
const blockOf = (id) => JSON.parse(byId(id).textContent);

// A name from the outside world, kept from turning the text around it (right-to-left, overrides).
const name = (text, attributes) => h('bdi', attributes, text);
