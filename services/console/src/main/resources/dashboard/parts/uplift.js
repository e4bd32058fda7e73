// Whether a strategy helps: point and interval against zero, never a bare percentage, and words where it is not known.

import {html} from '../markup.js';
import {count, money, percent, signed} from '../format.js';
import {to} from '../router.js';
import {Interval} from '../charts/cells.js';
import {Segment} from './segment.js';
import {Provisional} from './states.js';
import {Table} from './table.js';

// Fewer than these left alone, and the interval is all there is to say.
const FEW = 30;

/**
 * Whether it helped, in a word: above zero, below, or not to be told apart from chance; of a few nothing is said. From a customer's
 * second trigger on, what was done may have moved them to another segment, so within one it is not said that this is the strategy's doing.
 */
export function verdict({segment, uplift, held_out: heldOut, adds_up: addsUp, first_triggers_only: firstOnly}) {
  if (!addsUp) return ['', 'not known now'];
  if (!uplift) return ['', 'not measured'];
  if (heldOut < FEW) return ['', 'too few to tell'];
  if (segment && !firstOnly && uplift.low > 0) return ['', 'higher'];
  if (segment && !firstOnly && uplift.high < 0) return ['', 'lower'];
  if (uplift.low > 0) return ['good', 'helps'];
  if (uplift.high < 0) return ['bad', 'harms'];
  return ['', 'no better than chance'];
}

const says = uplift => uplift ? `${signed(uplift.points, 1)} points, from ${signed(uplift.low, 1)} to ${signed(uplift.high, 1)}` : 'not measured';
const colours = {good: 'var(--good)', bad: 'var(--bad)', '': 'var(--quiet)'};

/** @param first what names a row: the strategy, or the strategy within where it was measured */
export function Uplift({rows, none, first = 'strategy'}) {
  // A few wild intervals of tiny samples must not squeeze all others to a point.
  const ends = rows.filter(row => row.uplift).map(row => Math.max(Math.abs(row.uplift.low), Math.abs(row.uplift.high))).sort((a, b) => a - b);
  const reach = Math.max(1, ends[Math.floor((ends.length - 1) * 0.8)] ?? 1);
  const named = row => first === 'where'
    ? html`<span class="nested">${!row.segment ? 'everywhere' : html`<${Segment} segment=${row.segment} />`}${row.variant && html` <span class="badge accent">${row.variant}</span>`}</span>`
    : html`<a href=${to('/strategies', {strategy: row.strategy})}>${row.strategy}</a>${row.variant && html` <span class="badge accent">${row.variant}</span>`}`;
  return html`<${Table} caption="Uplift of strategies" none=${none} rows=${rows} columns=${[
    {name: first === 'where' ? 'Where' : 'Strategy', cell: named},
    {name: html`Uplift, <span class="quiet">points · 0 in the middle, ±${signed(reach, 0).replace('+', '')} at the ends</span>`, chart: true, cell: row => row.uplift
      ? html`<${Interval} ...${row.uplift} at=${row.uplift.points} reach=${reach} colour=${colours[verdict(row)[0]]} says=${says(row.uplift)} />` : html`<span class="quiet">not measured yet</span>`},
    {name: 'Points', number: true, cell: row => row.uplift ? html`${signed(row.uplift.points, 1)}<small>${signed(row.uplift.low, 1)} … ${signed(row.uplift.high, 1)}</small>` : '–'},
    {name: 'In words', cell: row => html`<span class="badge ${verdict(row)[0]}">${verdict(row)[1]}</span>${row.uplift && row.held_out < FEW && html` <${Provisional} title=${`Only ${row.held_out} were left alone`} />`}`},
    {name: 'Bought', number: true, cell: row => html`${percent(row.triggers && row.adds_up ? row.buyers / row.triggers : null)}<small>${count(row.buyers)} of ${count(row.triggers)}</small>`},
    {name: 'Left alone', number: true, cell: row => row.held_out ? html`${percent(row.adds_up ? row.held_out_buyers / row.held_out : null)}<small>${count(row.held_out_buyers)} of ${count(row.held_out)}</small>` : html`–<small>nobody</small>`},
    {name: 'Sent', number: true, cell: row => html`${count(row.sent)}<small>${count(row.opened)} opened</small>`},
    {name: 'Taken', number: true, cell: row => html`${count(row.accepted)}<small>${count(row.clicked)} clicked</small>`},
    {name: 'Revenue', number: true, cell: row => html`${money(row.revenue)}<small>${count(row.unsubscribed)} opted out</small>`},
  ]} />`;
}
