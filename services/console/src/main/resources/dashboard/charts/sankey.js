// Who went from where to where: segments left and right, a ribbon for those who moved between them.

import {html, useState} from '../markup.js';
import {count} from '../format.js';
import {colourOf, isNone, nameOf} from '../parts/segment.js';
import {causeName} from '../words.js';
import {useTip, useWidth} from './frame.js';

const [BAR, GAP, LEAST, LINE] = [9, 12, 2, 14];
const keyOf = segment => isNone(segment) ? '' : segment.id;

function stack(links, side, room, unit) {
  const nodes = new Map();
  for (const link of links) {
    const key = keyOf(link[side]);
    if (!nodes.has(key)) nodes.set(key, {key, segment: link[side], customers: 0, links: []});
    const node = nodes.get(key);
    node.customers += link.customers;
    node.links.push(link);
  }
  // The largest first, and those in no segment last, on both sides alike.
  const ordered = [...nodes.values()].sort((a, b) => !a.key - !b.key || b.customers - a.customers);
  let at = 0;
  for (const node of ordered) {
    node.at = at;
    // Room for its name, however few they are.
    node.high = Math.max(LEAST, node.customers * unit);
    at += Math.max(node.high, room) + GAP;
  }
  return {nodes: ordered, high: at - GAP};
}

/** A name in two lines at most, broken between words. */
function broken(name, letters) {
  if (name.length <= letters) return [name];
  const space = name.lastIndexOf(' ', letters);
  const at = space > 0 ? space : letters;
  const rest = name.slice(at).trimStart();
  return [name.slice(0, at), rest.length > letters ? `${rest.slice(0, letters - 1).trimEnd()}…` : rest];
}

export function Sankey({links, label, height = 300}) {
  const [element, width] = useWidth();
  const {tip, show, hide} = useTip();
  const [pointed, setPointed] = useState(null);

  const chart = () => {
    const total = links.reduce((sum, link) => sum + link.customers, 0);
    const most = Math.max(...['from', 'to'].map(side => new Set(links.map(link => keyOf(link[side]))).size));
    const narrow = width < 520;
    const room = (narrow ? 3 : 2) * LINE + 2;
    const unit = Math.max(0.2, height - most * GAP - most * room * 0.5) / total;
    const [left, right] = [stack(links, 'from', room, unit), stack(links, 'to', room, unit)];
    const high = Math.max(left.high, right.high);
    for (const side of [left, right]) side.nodes.forEach(node => { node.at += (high - side.high) / 2; });
    const names = Math.min(300, Math.max(92, width * 0.31));
    // By the widest of common typefaces; the count stands behind the name where there is room for it.
    const letters = Math.floor(names / 7.7) - (narrow ? 1 : 4);
    const [from, to] = [names, width - names];

    // Ribbons leave and arrive in the order of the nodes at their other end, so that they cross little.
    const place = (nodes, others, side, otherSide) => {
      const order = new Map(others.map((node, i) => [node.key, i]));
      for (const node of nodes) {
        let at = node.at;
        node.links.sort((a, b) => order.get(keyOf(a[otherSide])) - order.get(keyOf(b[otherSide])));
        for (const link of node.links) {
          ends.set(link, {...ends.get(link), [side]: at});
          at += link.customers * unit;
        }
      }
    };
    const ends = new Map();
    place(left.nodes, right.nodes, 'from', 'to');
    place(right.nodes, left.nodes, 'to', 'from');

    const about = link => html`
      <strong>${count(link.customers)} customers</strong><br />${nameOf(link.from)} → ${nameOf(link.to)}<br />
      <span class="quiet">${Object.entries(link.causes || {}).map(([cause, customers]) => `${causeName(cause)} ${count(customers)}`).join(' · ')}</span>`;
    const ribbon = link => {
      const {from: a, to: b} = ends.get(link);
      const thick = Math.max(1, link.customers * unit);
      const [x0, x1, middle] = [from + BAR, to - BAR, (from + to) / 2];
      return html`<path key=${`${keyOf(link.from)} ${keyOf(link.to)}`} class="ribbon ${pointed && pointed !== link ? 'dim' : ''}"
        style=${{fill: colourOf(link.from)}}
        d="M${x0} ${a}C${middle} ${a} ${middle} ${b} ${x1} ${b}V${b + thick}C${middle} ${b + thick} ${middle} ${a + thick} ${x0} ${a + thick}z"
        onPointerMove=${event => { setPointed(link); show(event, about(link)); }}
        onPointerLeave=${() => { setPointed(null); hide(); }} />`;
    };
    const node = (one, x, anchor) => {
      const textAt = anchor === 'end' ? x - 8 : x + BAR + 8;
      const middle = one.at + Math.max(one.high, 0) / 2;
      const lines = broken(nameOf(one.segment), letters);
      const start = Math.max(one.at + 9, middle + 4 - (lines.length - (narrow ? 0 : 1)) * LINE / 2);
      const number = html`<tspan class="axis" ...${narrow ? {x: textAt, dy: LINE} : {}}>${narrow ? '' : ' '}${count(one.customers)}</tspan>`;
      return html`
        <g key=${one.key}>
          <rect x=${x} y=${one.at} width=${BAR} height=${one.high} rx="2" style=${{fill: colourOf(one.segment)}} />
          <text class="name" y=${start} text-anchor=${anchor}>${lines.map((line, i) => html`<tspan x=${textAt} dy=${i ? LINE : 0}>${line}</tspan>`)}${number}</text>
        </g>`;
    };
    return html`
      <svg width=${width} height=${high + 16} role="img" aria-label=${label}>
        <g transform="translate(0 6)">
          ${links.map(ribbon)}
          ${left.nodes.map(one => node(one, from, 'end'))}
          ${right.nodes.map(one => node(one, to - BAR, 'start'))}
        </g>
      </svg>${tip}`;
  };
  return html`<div class="chart sankey" ref=${element}>${width > 0 && chart()}</div>`;
}
