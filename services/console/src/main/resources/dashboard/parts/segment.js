// A segment, wherever it is named: the same colour and mark for life. Colours are told apart by who cannot see all of them; the
// first ten segments are discs, the next ten squares, and so on.

import {html} from '../markup.js';
import {to} from '../router.js';

const MARKS = [
  'M8 1.5a6.5 6.5 0 1 0 0 13A6.5 6.5 0 1 0 8 1.5z', 'M2.5 2.5h11v11h-11z', 'M8 1.5 15 14.3H1z', 'M8 .8 15.2 8 8 15.2 .8 8z',
];
const COLOURS = 10;

export const isNone = segment => !segment || !segment.id;
export const colourOf = segment => isNone(segment) ? 'var(--none)' : `var(--segment-${segment.colour})`;
export const nameOf = segment => isNone(segment) ? 'In no segment' : segment.label || segment.slug || segment.id;

export const Mark = ({segment, size = 11}) => html`
  <svg class="mark" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
    ${isNone(segment)
      ? html`<circle cx="8" cy="8" r="5.5" fill="none" stroke="var(--none)" stroke-width="2.5" />`
      : html`<path d=${MARKS[segment.pattern % MARKS.length]} fill=${colourOf(segment)} />`}
  </svg>`;

/**
 * A segment of which only the id is known, and what it is called where that is known too. Its look follows from the number
 * that its id ends in, as everywhere.
 */
export function segmentNamed(id, {slug = id, label = id, live = true} = {}) {
  const number = Math.max(1, Number.parseInt(/\d*$/.exec(id)[0], 10) || 1) - 1;
  return {id, slug, label, live, colour: number % COLOURS, pattern: Math.floor(number / COLOURS) % MARKS.length};
}

/** Name with its mark; a link to the segment's page, unless `plain`. */
export function Segment({segment, plain = false, slug = false}) {
  const gone = !isNone(segment) && segment.live === false;
  const name = html`<${Mark} segment=${segment} /><span class="segment-name">${nameOf(segment)}${gone && html`<span class="quiet"> (gone)</span>`}</span>`;
  const more = slug && !isNone(segment) && html`<span class="slug">${segment.slug}</span>`;
  return plain || isNone(segment)
    ? html`<span class="segment">${name}${more}</span>`
    : html`<a class="segment" href=${to(`/segments/${encodeURIComponent(segment.id)}`)}>${name}${more}</a>`;
}
