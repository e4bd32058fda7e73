// Ward's hierarchy from the top down to as many groups as can be drawn, cut at the number of segments chosen.

import {html} from '../markup.js';
import {count, percent} from '../format.js';
import {colourOf} from '../parts/segment.js';
import {path, useWidth} from './frame.js';

const MOST_GROUPS = 40;
const [HIGH, FOOT] = [230, 18];

/**
 * Nodes below the number of leaves are leaves; the others are merges, in their order, so the last is the top.
 * Answers {lines, groups, cutAt, clusters, highest}: groups stand at x = 0, 1, 2, …
 */
export function layOut({leaves, merges}, chosen) {
  const first = leaves.length;
  const top = first + merges.length - 1;
  const merge = node => merges[node - first];
  const height = node => node < first ? 0 : merge(node).height;
  const cutInto = wanted => {
    const open = [top];
    while (open.length < Math.min(wanted, first)) {
      const highest = open.reduce((a, b) => height(b) > height(a) || (height(b) === height(a) && b > a) ? b : a);
      open.splice(open.indexOf(highest), 1, merge(highest).left, merge(highest).right);
    }
    return open;
  };
  const below = node => node < first ? [leaves[node]] : [...below(merge(node).left), ...below(merge(node).right)];
  const mostOf = node => {
    const ids = below(node);
    const tally = new Map();
    ids.forEach(id => tally.set(id, (tally.get(id) || 0) + 1));
    const [segment, customers] = [...tally].reduce((best, entry) => entry[1] > best[1] ? entry : best);
    return {segment, customers: ids.length, share: customers / ids.length};
  };

  const drawn = new Set(cutInto(MOST_GROUPS));
  const cut = cutInto(chosen);
  const clusters = new Map(cut.map(node => [node, mostOf(node)]));
  const lines = [];
  const groups = [];
  // Stands each node above its children; from the cut downwards lines belong to a segment.
  const place = (node, segment) => {
    const own = clusters.get(node)?.segment ?? segment;
    if (drawn.has(node)) {
      groups.push(mostOf(node));
      return groups.length - 1;
    }
    const {left, right, height: y} = merge(node);
    const foot = child => drawn.has(child) ? 0 : height(child);
    const [a, b] = [place(left, own), place(right, own)];
    lines.push({segment: own, points: [[a, foot(left)], [a, y], [b, y], [b, foot(right)]]});
    return (a + b) / 2;
  };
  place(top, null);
  const lowestAbove = Math.min(...lines.filter(line => line.segment === null).map(line => line.points[1][1]), height(top));
  const highestBelow = Math.max(0, ...cut.map(height));
  return {lines, groups, clusters: [...clusters.values()], cutAt: (lowestAbove + highestBelow) / 2, highest: height(top)};
}

export function Dendrogram({hierarchy, chosen, segmentOf}) {
  const [element, width] = useWidth();
  const chart = () => {
    const {lines, groups, cutAt, highest} = layOut(hierarchy, chosen);
    const x = at => 6 + (at + 0.5) / groups.length * (width - 12);
    const y = value => 12 + (1 - Math.sqrt(value / (highest || 1))) * (HIGH - FOOT - 12);
    return html`
      <svg width=${width} height=${HIGH} role="img" aria-label="Hierarchy of the segments, cut into ${chosen}">
        ${lines.map(line => html`<path class="branch" d=${path(line.points.map(([a, b]) => [x(a), y(b)]))}
          style=${{stroke: line.segment === null ? 'var(--line-strong)' : colourOf(segmentOf(line.segment))}} />`)}
        ${groups.map((group, i) => html`<rect x=${x(i) - Math.max(1.5, Math.min(5, width / groups.length / 3))} y=${HIGH - FOOT + 3}
          width=${2 * Math.max(1.5, Math.min(5, width / groups.length / 3))} height="7" rx="1.5" style=${{fill: colourOf(segmentOf(group.segment))}}>
          <title>${`${count(group.customers)} customers, ${percent(group.share)} of them ${segmentOf(group.segment)?.label ?? group.segment}`}</title></rect>`)}
        <line class="cut" x1="0" x2=${width} y1=${y(cutAt)} y2=${y(cutAt)} />
        <text class="value" x=${width - 4} y=${y(cutAt) - 5} text-anchor="end">cut into ${chosen}</text>
      </svg>`;
  };
  return html`<div class="chart" ref=${element}>${width > 0 && chart()}</div>`;
}
