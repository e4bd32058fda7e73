// Templates without a build step: html`<p class=${kind}>${text}</p>` makes preact's elements. Values may stand for tags,
// attributes, parts of quoted attributes, children, and as ...${attributes}; </> closes what was opened last.

const {h, Fragment, render, createContext} = window.preact;
const {useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useContext} = window.preactHooks;
export {
  h, Fragment, render, createContext, useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useContext,
};

const HOLE = '\u0001';
const OPEN = /<(\u0001|[\w-]+)/y;
const CLOSE = /<\/[^>]*>/y;
const SPREAD = /\s+\.\.\.\u0001/y;
const ATTRIBUTE = /\s+([\w:-]+)(?:=(?:"([^"]*)"|(\u0001|[^\s>"/]+)))?/y;
const END = /\s*(\/?)>/y;

const parsed = new WeakMap();

export function html(strings, ...values) {
  let nodes = parsed.get(strings);
  if (!nodes) parsed.set(strings, nodes = parse(strings.join(HOLE)));
  const made = nodes.map(node => build(node, values));
  return made.length === 1 ? made[0] : made;
}

function parse(source) {
  const root = {children: []};
  const open = [root];
  let at = 0;
  let holes = 0;
  const next = pattern => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  // Text with holes in it, as a list of texts and numbers of values.
  const parts = text => text.split(HOLE).flatMap((part, i) => i === 0 ? [part] : [holes++, part]);

  while (at < source.length) {
    const parent = open[open.length - 1];
    let found = next(CLOSE);
    if (found) {
      holes += found[0].split(HOLE).length - 1;
      open.pop();
    } else if ((found = next(OPEN))) {
      const node = {tag: found[1] === HOLE ? holes++ : found[1], attributes: [], children: []};
      parent.children.push(node);
      for (;;) {
        if (next(SPREAD)) {
          node.attributes.push({spread: holes++});
        } else if ((found = next(ATTRIBUTE))) {
          const text = found[2] ?? found[3];
          node.attributes.push({name: found[1], value: text === undefined ? true : text === HOLE ? holes++ : parts(text)});
        } else {
          found = next(END);
          if (!found) throw new SyntaxError(`not a template: ${source.slice(at, at + 40)}`);
          if (!found[1]) open.push(node);
          break;
        }
      }
    } else {
      const end = source.indexOf('<', at + 1);
      const text = source.slice(at, end < 0 ? source.length : end);
      at += text.length;
      // Line breaks are there for the source, not for the page.
      parent.children.push(...parts(text)
        .map(part => typeof part === 'string' ? part.replace(/^\s*\n\s*|\s*\n\s*$/g, '') : part)
        .filter(part => part !== ''));
    }
  }
  return root.children;
}

function build(node, values) {
  if (typeof node === 'string') return node;
  if (typeof node === 'number') return values[node];
  const attributes = {};
  for (const {name, value, spread} of node.attributes) {
    if (spread !== undefined) Object.assign(attributes, values[spread]);
    else if (Array.isArray(value)) attributes[name] = value.map(part => typeof part === 'number' ? values[part] : part).join('');
    else attributes[name] = typeof value === 'number' ? values[value] : value;
  }
  return h(typeof node.tag === 'number' ? values[node.tag] : node.tag, attributes,
    ...node.children.map(child => build(child, values)));
}
