// One segment: what makes it different, what its customers do, what helps, who they are.

import {html} from '../markup.js';
import {useAnswer, usePages} from '../api.js';
import {ago, count, date, day, fixed, money, moment, number, percent, shortCount, shortMoney, signed} from '../format.js';
import {featureName, featureValue, LINEAGE} from '../words.js';
import {Diverging, heatOf, Share} from '../charts/cells.js';
import {Lines} from '../charts/lines.js';
import {RangeChoice} from '../parts/choices.js';
import {useLooking, usePath} from '../parts/context.js';
import {CustomerLink} from '../parts/movements.js';
import {ChartPanel, Figures, Panel} from '../parts/panel.js';
import {Reach} from '../parts/reach.js';
import {colourOf, isNone, Mark, nameOf, Segment} from '../parts/segment.js';
import {Answered, Nothing} from '../parts/states.js';
import {More, Table} from '../parts/table.js';
import {Uplift} from '../parts/uplift.js';
import {FlowTable} from './overview.js';

const DAY = 86400e3;
const DAYS = {'7d': 7, '30d': 30, '90d': 90};
const dayOf = instant => new Date(instant).toISOString().slice(0, 10);
const of = (part, whole) => html`${count(part)} of ${count(whole)}`;

const Kpis = ({kpis: k, segment}) => html`
  <div class="halves kpis">
    <${Figures} label="Buying" figures=${[
      {name: 'Orders', value: shortCount(k.orders)}, {name: 'Net revenue', value: shortMoney(k.net_revenue), more: `${shortMoney(k.refunds)} given back`},
      {name: 'Average order', value: money(k.aov), more: `of ${count(k.orders)}`},
      {name: 'On a deal', value: percent(k.discount_dependence), more: of(k.discounted_orders, k.orders)},
      {name: 'Returned', value: percent(k.return_rate), more: of(k.returns, k.orders)},
      {name: 'CLV', value: money(segment.clv), more: `of ${count(segment.clv_customers)} predicted`},
    ]} />
    <${Figures} label="Answers and loyalty" figures=${[
      {name: 'Opened', value: percent(k.open_rate), more: of(k.opened, k.sent)}, {name: 'Clicked', value: percent(k.click_through_rate), more: of(k.clicked, k.sent)},
      {name: 'Taken', value: percent(k.conversion_rate), more: of(k.converted, k.sent)},
      {name: 'NPS', value: k.nps === null ? '–' : fixed(k.nps, 0), more: `${count(k.nps_answers)} answers`},
      {name: 'Satisfaction', value: fixed(k.csat, 1), more: `${count(k.csat_answers)} answers, ${count(k.complaints)} complaints`},
      {name: 'Churn', value: percent(segment.churn), more: `${count(k.lapsed)} lapsed, ${count(k.revived)} came back`},
    ]} />
  </div>`;

/** Sorted by how much it sets the segment apart. */
function Profile({features}) {
  const sorted = [...features].sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
  const reach = Math.max(1, ...sorted.map(({z}) => Math.abs(z)));
  return html`<${Table} caption="Features against all customers" rows=${sorted} rowKey=${({feature}) => feature} columns=${[
    {name: 'Feature', cell: ({feature}) => html`<span title=${feature}>${featureName(feature)}</span>`},
    {name: 'Against all customers', chart: true, cell: ({z}) => html`<${Diverging} value=${z} reach=${reach} says=${`${signed(z)} standard deviations`} />`},
    {name: 'z', number: true, cell: ({z}) => html`<span class="heat-chip" style=${heatOf(z)}>${signed(z)}</span>`},
    {name: 'Here', number: true, cell: one => featureValue(one.feature, one.mean)},
    {name: 'All', number: true, cell: one => featureValue(one.feature, one.population_mean)},
  ]} />`;
}

function Days({days, colour}) {
  const at = days.map(one => day(one.day));
  const line = (name, key, write, extra = {}) => html`
    <div><h3>${name}</h3><${Lines} at=${at} write=${write} label=${`${name} by day`} series=${[{name, colour, values: days.map(one => one[key])}]} ...${extra} /></div>`;
  return html`
    <div class="lines">
      ${line('Customers', 'size', count)}
      <div><h3>Came and left</h3><${Lines} at=${at} write=${count} zero label="Customers who came and left, by day" series=${[
        {name: 'came', colour, values: days.map(({inflow}) => inflow)}, {name: 'left', colour: 'var(--quiet)', dashed: true, values: days.map(({outflow}) => outflow)}]} /></div>
      ${line('Orders', 'orders', count, {zero: true})}
      ${line('Net revenue', 'net_revenue', shortMoney, {zero: true})}
    </div>`;
}

const DaysTable = ({days}) => html`<${Table} caption="By day" rows=${[...days].reverse()} rowKey=${one => one.day} columns=${[
  {name: 'Day', cell: one => day(one.day)}, {name: 'Customers', number: true, cell: one => count(one.size)}, {name: 'Came', number: true, cell: one => count(one.inflow)},
  {name: 'Left', number: true, cell: one => count(one.outflow)}, {name: 'Orders', number: true, cell: one => count(one.orders)}, {name: 'Net revenue', number: true, cell: one => money(one.net_revenue)},
]} />`;

function Members({id}) {
  const pages = usePages(usePath(`/segments/${encodeURIComponent(id)}/members`), {}, 25);
  return html`
    <${Panel} title="Who is in it">
      <${Answered} answer=${{...pages, data: pages.rest}} lines=${6} height=${22}>${() => html`
        <${Table} caption="Customers of the segment" rows=${pages.items} rowKey=${row => row.customer_id} none="Nobody is in this segment now." columns=${[
          {name: 'Customer', cell: row => html`<${CustomerLink} id=${row.customer_id} />`},
          {name: 'Here since', cell: row => row.since ? html`<span title=${moment(row.since)}>${date(row.since)}</span>` : '–'},
          {name: 'Orders', number: true, cell: row => count(row.orders)}, {name: 'Net spend', number: true, cell: row => money(row.net_revenue)},
          {name: 'Last order', number: true, cell: row => date(row.last_purchase)}, {name: 'CLV', number: true, cell: row => money(row.clv)}, {name: 'Churn', number: true, cell: row => percent(row.churn)},
        ]} /><${More} pages=${pages} />`}<//>
    <//>`;
}

/** From where they came and where they went, in the time chosen. */
function Moves({id, from, to}) {
  const answer = useAnswer(usePath('/flows'), {from: `${from}T00:00:00Z`, to: `${to}T23:59:59Z`});
  return html`<${Panel} title="Came from, went to"><${Answered} answer=${answer}>${data => html`
    <${FlowTable} links=${data.links.filter(link => [link.from, link.to].some(end => !isNone(end) && end.id === id))} />`}<//><//>`;
}

export default function SegmentPage({id, query}) {
  const {segmentation, may} = useLooking();
  const range = DAYS[query.get('range')] ? query.get('range') : '30d';
  const overview = useAnswer(usePath('/overview'));
  const until = query.get('to') || (overview.data ? dayOf(overview.data.as_of) : null);
  const from = query.get('from') || (until && dayOf(new Date(until) - (DAYS[range] - 1) * DAY));
  const answer = useAnswer(until && pathOf(segmentation.id, id), {from, to: until});
  return html`<div class="page"><${Answered} answer=${answer} lines=${10} height=${34}>${data => html`
    <div class="page-head">
      <div><h1><${Mark} segment=${data} size=${15} />${nameOf(data)}</h1><p>${data.slug} · ${data.id} · ${count(data.size)} customers, ${percent(data.share)} of all</p></div>
      <${RangeChoice} keys=${Object.keys(DAYS)} value=${query.get('from') ? null : range} />
    </div>
    <div class="stack">
      <${Kpis} kpis=${data.kpis} segment=${data} />
      <div class="halves">
        <${Panel} title="What makes it different" says="Deviation from the average customer, in standard deviations"><${Profile} features=${data.features} /><//>
        <${ChartPanel} title="Day by day" says=${`${day(from)} to ${day(until)}, days of the event's own time${until === dayOf(overview.data?.as_of ?? 0) ? '; the last is not over yet' : ''}`} chart=${() => html`<${Days} days=${data.days} colour=${colourOf(data)} />`} table=${() => html`<${DaysTable} days=${data.days} />`} />
      </div>
      <${Panel} title="What helps here" says="By how many points more buy than where customers were left alone, with a 95 % interval"><${Uplift} rows=${data.outcomes} none="No strategy has fired here yet." /><//>
      <div class="halves">
        <${Panel} title="What they buy" says="How often an order here has it, and how many times as often as anywhere"><${Table} caption="Products" rows=${data.products} none="No products are known here." columns=${[
          {name: 'Product', cell: one => one.product_id}, {name: 'Orders', number: true, cell: one => count(one.orders)},
          {name: 'Share', number: true, cell: one => html`${percent(one.share)}<${Share} value=${one.share} colour=${colourOf(data)} />`},
          {name: 'Lift', number: true, cell: one => one.lift === null ? '–' : `× ${number(one.lift)}`}]} /><//>
        <${Moves} id=${id} from=${from} to=${until} />
      </div>
      ${may('operator') && html`<${Reach} segment=${id} />`}
      <${Members} id=${id} />
      <${Panel} title="Where it came from">
        ${data.lineage.length ? html`<ul class="lineage">${data.lineage.map(one => html`<li>v${one.version} <span class="quiet" title=${moment(one.trained_at)}>${ago(one.trained_at)}</span> ${LINEAGE[one.kind] || one.kind}
          ${one.related.length > 0 && html` ${one.kind === 'split' ? 'from' : 'into'} ${one.related.map(other => html`<${Segment} segment=${other} />`)}`}</li>`)}</ul>`
          : html`<${Nothing}>It is as old as the first model that is kept.<//>`}
      <//>
    </div>`}<//></div>`;
}

const pathOf = (segmentation, id) => `/segmentations/${encodeURIComponent(segmentation)}/segments/${encodeURIComponent(id)}`;
