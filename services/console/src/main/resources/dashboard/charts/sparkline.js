import {html} from '../markup.js';
import {path} from './frame.js';

const [WIDTH, HEIGHT, EDGE] = [120, 34, 3];

/** Where a number came from and where it is, without scales: the numbers are beside it. */
export function Sparkline({values, colour, label}) {
  if (values.length < 2) return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg>`;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // A change of less than a twentieth must not look like a landslide.
  const range = Math.max(high - low, high / 20, 1);
  const middle = (low + high) / 2;
  const x = i => EDGE + i / (values.length - 1) * (WIDTH - 2 * EDGE);
  const y = value => HEIGHT / 2 - (value - middle) / range * (HEIGHT - 2 * EDGE - 2);
  const points = values.map((value, i) => [x(i), y(value)]);
  const last = points[points.length - 1];
  return html`
    <svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label} style=${{color: colour}}>
      <path d="${path(points)}L${last[0]} ${HEIGHT}L${EDGE} ${HEIGHT}z" fill="currentColor" opacity=".1" />
      <path d=${path(points)} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round" />
      <circle cx=${last[0]} cy=${last[1]} r="2.4" fill="currentColor" />
    </svg>`;
}
