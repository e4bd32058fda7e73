// Choosing the number of segments: one measure in each curve, the chosen number marked in all.

import {html} from '../markup.js';
import {fixed, number} from '../format.js';
import {path, ticks, useWidth} from './frame.js';

const HEIGHT = 128;

export function Curve({title, says, points, chosen, better}) {
  const [element, width] = useWidth();
  const there = points.filter(([, value]) => value !== null && value !== undefined);
  const chart = () => {
    const values = there.map(([, value]) => value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const margin = (most - least) * 0.12 || Math.abs(most) * 0.1 || 1;
    const [low, high] = [least - margin, most + margin];
    const scale = ticks(low, high, 2);
    const left = 10 + 6.4 * Math.max(...scale.map(tick => number(tick).length));
    const [right, top, bottom] = [width - 10, 16, HEIGHT - 20];
    const [first, last] = [there[0][0], there.at(-1)[0]];
    const x = k => left + (last > first ? (k - first) / (last - first) : 0.5) * (right - left);
    const y = value => bottom - (value - low) / (high - low) * (bottom - top);
    const mark = there.find(([k]) => k === chosen);
    const room = (right - left) / Math.max(1, last - first);
    return html`
      <svg width=${width} height=${HEIGHT} role="img" aria-label="${title} by number of segments; ${chosen} chosen${mark ? `, with ${number(mark[1])}` : ''}">
        ${scale.map(tick => html`<line class="rule" x1=${left} x2=${right} y1=${y(tick)} y2=${y(tick)} />
          <text class="axis" x=${left - 6} y=${y(tick) + 4} text-anchor="end">${number(tick)}</text>`)}
        ${there.filter(([k]) => k === chosen || room > 14 || (k - first) % 2 === 0).map(([k]) => html`
          <text class=${k === chosen ? 'value' : 'axis'} x=${x(k)} y=${HEIGHT - 5} text-anchor="middle">${k}</text>`)}
        ${mark && html`<line class="chosen" x1=${x(chosen)} x2=${x(chosen)} y1=${top - 6} y2=${bottom} />`}
        <path class="curve" d=${path(there.map(([k, value]) => [x(k), y(value)]))} />
        ${there.map(([k, value]) => html`<circle class=${k === chosen ? 'curve-dot on' : 'curve-dot'} cx=${x(k)} cy=${y(value)} r=${k === chosen ? 4.5 : 2.4} />`)}
        ${mark && html`<text class="value" x=${Math.min(x(chosen) + 7, right - 36)} y=${Math.max(12, y(mark[1]) - 8)}>${fixed(mark[1], mark[1] > 100 ? 0 : 2)}</text>`}
      </svg>`;
  };
  return html`
    <figure class="curve-figure">
      <figcaption><strong>${title}</strong> <span class="quiet">${better}</span></figcaption>
      <div class="chart" ref=${element}>${width > 0 && there.length > 0 && chart()}</div>
      <p class="quiet small">${says}</p>
    </figure>`;
}
