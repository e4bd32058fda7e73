// Choices that live in the address: a time range, a set of causes.

import {html} from '../markup.js';
import {setQuery} from '../router.js';
import {CAUSES} from '../words.js';

const HOUR = 3600e3;
export const RANGES = {
  '1h': ['Hour', HOUR], '24h': ['Day', 24 * HOUR], '7d': ['7 days', 168 * HOUR], '30d': ['30 days', 720 * HOUR], '90d': ['90 days', 2160 * HOUR],
};

/** One of several, as a row of buttons. */
export const OneOf = ({label, options, value, onChoose}) => html`
  <div class="one-of" role="group" aria-label=${label}>${options.map(([key, name]) => html`
    <button type="button" key=${key} aria-pressed=${key === value} onClick=${() => onChoose(key)}>${name}</button>`)}</div>`;

export const RangeChoice = ({keys, value}) => html`
  <${OneOf} label="Time range" value=${value} options=${keys.map(key => [key, RANGES[key][0]])}
    onChoose=${key => setQuery({range: key, from: null, to: null})} />`;

/** Which causes; none chosen is all. */
export function CauseChoice({chosen, counts, only = Object.keys(CAUSES)}) {
  const turn = cause => {
    const next = chosen.includes(cause) ? chosen.filter(other => other !== cause) : [...chosen, cause];
    setQuery({cause: next.join(',')});
  };
  return html`
    <div class="chips" role="group" aria-label="Causes">${only.map(cause => html`
      <button type="button" class="chip" key=${cause} aria-pressed=${chosen.includes(cause)} onClick=${() => turn(cause)}>
        ${CAUSES[cause]}${counts && html` <span class="quiet">${counts(cause)}</span>`}</button>`)}
      ${chosen.length > 0 && html`<button type="button" class="plain" onClick=${() => setQuery({cause: null})}>All causes</button>`}
    </div>`;
}

export const chosenCauses = query => (query.get('cause') || '').split(',').filter(cause => CAUSES[cause]);
