// What happened to customers: changes of segment and strategies that fired, in rows.

import {html, useCallback, useEffect, useRef, useState} from '../markup.js';
import {useAnswer} from '../api.js';
import {clock, moment, shortMoment} from '../format.js';
import {useEvents} from '../live.js';
import {to} from '../router.js';
import {causeName, causeSays, offerSays, reason} from '../words.js';
import {useLooking} from './context.js';
import {Segment} from './segment.js';
import {Answered, Nothing} from './states.js';

const sameDay = instant => new Date(instant).toDateString() === new Date().toDateString();
const when = instant => sameDay(instant) ? clock(instant) : shortMoment(instant);

export const CauseBadge = ({cause}) => html`<span class="badge" title=${`Because ${causeSays(cause)}`}>${causeName(cause)}</span>`;

export const CustomerLink = ({id}) => html`<a class="id" href=${to(`/customers/${encodeURIComponent(id)}`)}>${id}</a>`;

/** From where to where, or what fired. */
export const What = ({row}) => row.type === 'trigger'
  ? html`<span class="fired"><span class="fired-sign" aria-hidden="true">→</span> <a href=${to('/strategies', {strategy: row.strategy})}>${row.strategy}</a>
      ${row.holdout ? html`<span class="badge">left alone, to compare</span>` : row.channel && html`<span class="quiet"> by ${row.channel}</span>`}</span>`
  : html`<span class="move"><${Segment} segment=${row.from} /><span aria-label="to" role="img">→</span><${Segment} segment=${row.to} /></span>`;

/** Why it happened, in words. */
export const Why = ({row}) => row.type === 'trigger'
  ? html`<span class="why">${[...(row.reasons || []), offerSays(row.offer)].filter(Boolean).slice(0, 3).join(' · ')}</span>`
  : html`<span class="why"><${CauseBadge} cause=${row.cause} /> ${reason(row.explanation)}</span>`;

export const Movement = ({row, customer = true}) => html`
  <li class="movement"><time datetime=${row.at} title=${moment(row.at)}>${when(row.at)}</time>
    <div>${customer && html`<${CustomerLink} id=${row.customer_id} /> `}<${What} row=${row} /><${Why} row=${row} /></div></li>`;

const SHOWN = 9;
// So often at most does the list move, however much happens.
const RENEW = 1500;

/** The latest, as it comes in; can be stopped to be read. */
export function MovingNow() {
  const {segmentation} = useLooking();
  const answer = useAnswer('/changes', {segmentation: segmentation.id, limit: SHOWN});
  const [rows, setRows] = useState([]);
  const [still, setStill] = useState(false);
  const waiting = useRef([]);

  const take = useCallback(row => {
    if (row.segmentation === segmentation.id) waiting.current = [row, ...waiting.current].slice(0, SHOWN);
  }, [segmentation.id]);
  useEvents('change', take);
  useEvents('trigger', take);
  useEffect(() => {
    if (still) return undefined;
    const timer = setInterval(() => {
      if (!waiting.current.length) return;
      const fresh = waiting.current;
      waiting.current = [];
      setRows(former => [...fresh, ...former.filter(row => !fresh.some(({id}) => id === row.id))].slice(0, SHOWN));
    }, RENEW);
    return () => clearInterval(timer);
  }, [still]);

  return html`
    <section class="panel">
      <div class="panel-head"><div><h2>Moving now</h2><p class="quiet">Who changes segment, and why</p></div>
        <div class="tools"><button type="button" class="plain" aria-pressed=${still} onClick=${() => setStill(!still)}>${still ? 'Go on' : 'Pause'}</button>
          <a href=${to('/customers')}>All</a></div></div>
      <${Answered} answer=${answer} lines=${8} height=${30}>${data => {
        const shown = [...rows, ...data.items.filter(row => !rows.some(({id}) => id === row.id))].slice(0, SHOWN);
        return shown.length ? html`<ol class="movements">${shown.map(row => html`<${Movement} key=${row.id} row=${row} />`)}</ol>`
          : html`<${Nothing}>Nobody has moved since the console began to listen.<//>`;
      }}<//>
    </section>`;
}
