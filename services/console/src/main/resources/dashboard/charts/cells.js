// Charts that are tables: a mark in each row, its figures beside it. Whoever cannot see the mark reads the row.

import {html} from '../markup.js';
import {count, signed} from '../format.js';
import {Scroll} from '../parts/scroll.js';
import {Segment} from '../parts/segment.js';
import {featureName} from '../words.js';

// Strongest colour at two standard deviations, and little enough of it that the number stays readable.
const FULL = 2;
export const heatOf = z => ({
  background: `color-mix(in srgb, var(${z < 0 ? '--below' : '--above'}) ${Math.round(Math.min(1, Math.abs(z) / FULL) * 62)}%, transparent)`,
});

/** Deviations from the average customer, features that set segments apart most first. */
export function HeatMap({features, segments, caption}) {
  const spread = j => Math.max(...segments.map(({z}) => Math.abs(z[j])));
  const order = features.map((_, j) => j).sort((a, b) => spread(b) - spread(a));
  return html`
    <${Scroll} name=${caption}>
      <table class="heat"><caption class="unseen">${caption}</caption>
        <thead><tr><th scope="col">Feature</th>${segments.map(({segment}) => html`<th scope="col" key=${segment.id}><${Segment} segment=${segment} /></th>`)}</tr></thead>
        <tbody>${order.map(j => html`
          <tr key=${features[j]}><th scope="row" title=${features[j]}>${featureName(features[j])}</th>
            ${segments.map(({segment, z}) => html`<td key=${segment.id} style=${heatOf(z[j])}>${signed(z[j])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>`;
}

/** A bar from zero to the left or the right. */
export function Diverging({value, reach, says}) {
  const half = Math.min(1, Math.abs(value) / (reach || 1)) * 50;
  return html`
    <div class="diverging" role="img" aria-label=${says}>
      <span style=${{left: `${value < 0 ? 50 - half : 50}%`, width: `${half}%`, background: `var(${value < 0 ? '--below' : '--above'})`}}></span>
    </div>`;
}

/** An estimate with its interval, against zero. */
export function Interval({low, high, at, reach, colour = 'var(--accent)', says}) {
  const x = value => 50 + Math.max(-1, Math.min(1, value / (reach || 1))) * 48;
  const beyond = value => Math.abs(value) > reach;
  return html`
    <svg class="interval" viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label=${says}>
      <line class="zero" x1="50" x2="50" y1="0" y2="16" vector-effect="non-scaling-stroke" />
      <line x1=${x(low)} x2=${x(high)} y1="8" y2="8" stroke=${colour} stroke-width="2" vector-effect="non-scaling-stroke" />
      ${[low, high].map(end => !beyond(end) && html`<line x1=${x(end)} x2=${x(end)} y1="4.5" y2="11.5" stroke=${colour} stroke-width="1.5" vector-effect="non-scaling-stroke" />`)}
      <line x1=${x(at)} x2=${x(at)} y1="8" y2="8" stroke=${colour} stroke-width="9" stroke-linecap="round" vector-effect="non-scaling-stroke" />
    </svg>`;
}

/** A share of one as a bar behind its text. */
export const Share = ({value, colour = 'var(--accent)'}) => html`
  <span class="share" aria-hidden="true"><span style=${{width: `${Math.min(100, 100 * value)}%`, background: colour}}></span></span>`;

/** From which segment to which: rows where customers are, columns where they would be. */
export function Matrix({segments, cells, caption, corner}) {
  const most = Math.max(1, ...cells.filter(({from, to}) => from !== to).map(({customers}) => customers));
  const at = new Map(cells.map(cell => [`${cell.from ?? ''} ${cell.to ?? ''}`, cell.customers]));
  const has = side => segments.filter(({id}) => cells.some(cell => (cell[side] ?? '') === (id ?? '')));
  return html`
    <${Scroll} name=${caption}>
      <table class="heat matrix"><caption class="unseen">${caption}</caption>
        <thead><tr><th scope="col">${corner}</th>${has('to').map(to => html`<th scope="col" key=${to.id}><${Segment} segment=${to} plain /></th>`)}</tr></thead>
        <tbody>${has('from').map(from => html`
          <tr key=${from.id}><th scope="row"><${Segment} segment=${from} plain /></th>
            ${has('to').map(to => {
              const customers = at.get(`${from.id ?? ''} ${to.id ?? ''}`) || 0;
              const stays = (from.id ?? '') === (to.id ?? '');
              return html`<td key=${to.id} class=${stays ? 'stays' : ''} style=${stays || !customers ? {}
                : {background: `color-mix(in srgb, var(--accent) ${Math.round(customers / most * 45)}%, transparent)`}}>${customers ? count(customers) : '·'}</td>`;
            })}</tr>`)}</tbody>
      </table>
    <//>`;
}
