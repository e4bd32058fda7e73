// Two people's questions, answered before anything is clicked: how are my customers, and is all well?

import {html, useCallback, useState} from '../markup.js';
import {useAnswer} from '../api.js';
import {ago, count, day, fixed, money, percent, shortMoney, signedCount, span} from '../format.js';
import {useEvents, useLive} from '../live.js';
import {to} from '../router.js';
import {Sankey} from '../charts/sankey.js';
import {Sparkline} from '../charts/sparkline.js';
import {useLooking, usePath} from '../parts/context.js';
import {ChartPanel, Figures} from '../parts/panel.js';
import {MovingNow} from '../parts/movements.js';
import {colourOf, isNone, Mark, nameOf, Segment} from '../parts/segment.js';
import {Answered, Nothing, Provisional} from '../parts/states.js';
import {Table} from '../parts/table.js';
import {RANGES} from '../parts/choices.js';
import {health} from '../parts/health.js';

// Fewer customers with a prediction than these, and a mean over them is a guess.
const FEW = 30;
// Growth by people who mostly leave is a warning, not a success.
const MOSTLY_LOST = 0.5;
const net = segment => segment.inflow - segment.outflow;

const Delta = ({segment}) => {
  const change = net(segment);
  const lost = change > 0 && segment.churn !== null && segment.churn >= MOSTLY_LOST;
  const last = segment.trend.at(-1);
  return html`<span class="delta ${lost ? 'warn' : ''}" title=${`${count(segment.inflow)} came, ${count(segment.outflow)} left${last ? ` on ${day(last.day)}` : ''}`}>
    ${signedCount(change)}<span class="quiet"> today</span>${lost && html`<span class="badge warn">growing by who leaves</span>`}</span>`;
};

const Card = ({segment}) => html`
  <article class="card" style=${{'--own': colourOf(segment)}}>
    <h3><a href=${to(`/segments/${encodeURIComponent(segment.id)}`)}><${Mark} segment=${segment} size=${12} /><span>${nameOf(segment)}</span></a></h3>
    <div class="card-size"><strong>${count(segment.size)}</strong><span class="quiet">${percent(segment.share)}</span>
      <${Sparkline} values=${segment.trend.map(({size}) => size)} colour=${colourOf(segment)}
        label=${segment.trend.length > 1 ? `From ${count(segment.trend[0].size)} on ${day(segment.trend[0].day)} to ${count(segment.trend.at(-1).size)}` : 'No days yet'} /></div>
    <${Delta} segment=${segment} />
    <dl class="card-figures">
      <div><dt>Net revenue</dt><dd>${shortMoney(segment.net_revenue)}</dd></div>
      <div><dt>CLV</dt><dd title=${`Mean of ${count(segment.clv_customers)} customers with a prediction`}>${money(segment.clv)}
        ${segment.clv !== null && segment.clv_customers < FEW && html`<${Provisional} title=${`Only ${segment.clv_customers} customers have a prediction`} />`}</dd></div>
      <div><dt>Churn</dt><dd>${percent(segment.churn)}</dd></div>
    </dl>
    <p class="card-strategies">${segment.strategies.length
      ? segment.strategies.map(strategy => html`<a class="chip" key=${strategy} href=${to('/strategies', {strategy})}>→ ${strategy}</a>`)
      : html`<span class="quiet">No strategy has fired here.</span>`}</p>
  </article>`;

/** What a marketer would tell a colleague. */
function Becoming({segments}) {
  const moved = segments.filter(segment => net(segment) !== 0).sort((a, b) => net(b) - net(a));
  const [gains, loses] = [moved[0], moved.at(-1)];
  if (!moved.length || net(gains) <= 0) return html`<p class="answer"><span class="sign" aria-hidden="true">≈</span><span>No segment has grown today.</span></p>`;
  return html`
    <p class="answer"><span class="sign" aria-hidden="true">↗</span><span><${Segment} segment=${gains} /> gains most today, <strong>${signedCount(net(gains))}</strong>${gains.churn >= MOSTLY_LOST
      ? html`; ${percent(gains.churn)} there have likely left for good` : ''}${gains.strategies.length > 0 && html`; <span class="quiet">at work: ${gains.strategies.join(', ')}</span>`}.
      ${net(loses) < 0 && html` <${Segment} segment=${loses} /> loses most, <strong>${signedCount(net(loses))}</strong>.`}</span></p>`;
}

/** What an engineer on call wants to read first. */
function Health({state}) {
  return html`
    <p class="answer"><span class="dot ${state.level}" aria-hidden="true"></span><span><a href=${to('/operations')}><strong>${state.title}</strong></a> ${state.says}</span></p>`;
}

function LatestFlows({until}) {
  const {session} = useLooking();
  // Where a day passes in a second, an hour is over before anybody has looked.
  const range = session.clock === 'event' ? '7d' : '1h';
  const end = new Date(until);
  const from = new Date(end - RANGES[range][1]);
  const minute = instant => `${instant.toISOString().slice(0, 16)}:00Z`;
  const answer = useAnswer(usePath('/flows'), {from: minute(from), to: minute(new Date(+end + 60000))});
  const title = range === '1h' ? 'Flows, last hour' : `Flows, last ${RANGES[range][0]}`;
  const links = answer.data?.links.filter(link => !(isNone(link.from) && isNone(link.to))) || [];
  const total = links.reduce((sum, link) => sum + link.customers, 0);
  return html`
    <${ChartPanel} title=${title} says=${answer.data ? `${count(total)} moves between segments` : 'From where to where'} tools=${html`<a href=${to('/flows', {range})}>More</a>`}
      chart=${() => html`<${Answered} answer=${answer} lines=${6} height=${30}>${() => links.length ? html`<${Sankey} links=${links} label=${`${count(total)} moves between segments`} />`
        : html`<${Nothing}>Nobody changed segment in this time.<//>`}<//>`}
      table=${() => html`<${FlowTable} links=${links} />`} />`;
}

export const FlowTable = ({links}) => html`
  <${Table} caption="Moves between segments" rows=${[...links].sort((a, b) => b.customers - a.customers)} columns=${[
    {name: 'From', cell: link => html`<${Segment} segment=${link.from} />`}, {name: 'To', wide: true, cell: link => html`<${Segment} segment=${link.to} />`},
    {name: 'Customers', number: true, cell: link => count(link.customers)},
  ]} />`;

export default function Overview() {
  const answer = useAnswer(usePath('/overview'), {}, {every: 30000});
  const operations = useAnswer('/operations', {}, {every: 20000});
  const {rates: live} = useLive();
  const {segmentation} = useLooking();
  const [fresh, setFresh] = useState({});
  const take = useCallback(row => {
    if (row.segmentation === segmentation.id) setFresh(Object.fromEntries(row.segments.map(segment => [segment.id, segment])));
  }, [segmentation.id]);
  useEvents('kpis', take);

  return html`<h1 class="unseen">Overview</h1>
    <${Answered} answer=${answer} lines=${8} height=${48}>${data => {
      const now = {...data, ...live};
      const segments = data.segments.map(segment => ({...segment, ...fresh[segment.id]})).sort((a, b) => b.net_revenue - a.net_revenue);
      const customers = segments.reduce((sum, segment) => sum + segment.size, 0);
      const state = health(now, operations.data);
      return html`
        <div class="answers"><${Becoming} segments=${segments} /><${Health} state=${state} /></div>
        <${Figures} label="Now" figures=${[
          {name: 'Customers', value: count(customers), more: data.unassigned ? `${count(data.unassigned)} in no segment` : null},
          {name: 'Net revenue', value: shortMoney(data.net_revenue), title: money(data.net_revenue), more: data.reaches_back_to ? `since ${day(data.reaches_back_to)}` : null},
          {name: 'Changes a minute', value: fixed(now.rates.changes_per_minute, now.rates.changes_per_minute < 10 ? 1 : 0), more: `${fixed(now.rates.triggers_per_minute, now.rates.triggers_per_minute < 10 ? 1 : 0)} strategies`},
          {name: 'Event to change', value: now.latency ? span(now.latency.p99_ms) : '–', more: now.latency ? `p99; half within ${span(now.latency.p50_ms)}` : 'none of late'},
          {name: 'Behind', value: count(now.lag.records), more: now.lag.seconds === null ? 'records' : `records, ${fixed(now.lag.seconds, 1)} s`, state: state.parts.lag},
          {name: 'Dead letters', value: count(now.dead_letters), more: now.dead_letters ? html`<a href=${to('/operations')}>look at them</a>` : 'all could be used', state: state.parts.letters},
        ]} />
        <h2 class="unseen">Segments</h2>
        <div class="cards">${segments.map(segment => html`<${Card} key=${segment.id} segment=${segment} />`)}</div>
        <div class="halves"><${MovingNow} /><${LatestFlows} until=${data.as_of} /></div>
        <p class="quiet small">Revenue, size and moves are those of ${segmentation.id} since its first model. In force: v${data.model.version}, made ${ago(data.model.trained_at)}.</p>`;
    }}<//>`;
}
