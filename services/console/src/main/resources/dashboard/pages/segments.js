// All segments side by side: how large, how valuable, what makes each different; and whom a rule would reach.

import {html} from '../markup.js';
import {useAnswer} from '../api.js';
import {count, money, percent, shortMoney, signedCount} from '../format.js';
import {HeatMap, Share} from '../charts/cells.js';
import {Sparkline} from '../charts/sparkline.js';
import {usePath, useLooking} from '../parts/context.js';
import {Panel} from '../parts/panel.js';
import {Reach} from '../parts/reach.js';
import {colourOf, Segment, segmentNamed} from '../parts/segment.js';
import {Answered} from '../parts/states.js';
import {Table} from '../parts/table.js';

const columns = [
  {name: 'Segment', cell: segment => html`<${Segment} segment=${segment} slug />`},
  {name: 'Customers', number: true, cell: segment => count(segment.size)},
  {name: 'Share', number: true, cell: segment => html`${percent(segment.share)}<${Share} value=${segment.share} colour=${colourOf(segment)} />`},
  {name: '30 days', cell: segment => html`<${Sparkline} values=${segment.trend.map(({size}) => size)} colour=${colourOf(segment)} label="Size of the last days" />`},
  {name: 'Today', number: true, cell: segment => html`<span title=${`${count(segment.inflow)} came, ${count(segment.outflow)} left`}>${signedCount(segment.inflow - segment.outflow)}</span>`},
  {name: 'Net revenue', number: true, cell: segment => shortMoney(segment.net_revenue)},
  {name: 'Average order', number: true, cell: segment => html`${money(segment.aov)}<small>of ${count(segment.orders)}</small>`},
  {name: 'CLV', number: true, cell: segment => html`${money(segment.clv)}<small>of ${count(segment.clv_customers)}</small>`},
  {name: 'Churn', number: true, cell: segment => percent(segment.churn)},
];

/** What makes each segment different, by the report on the model in force. */
function Differences({segments, version}) {
  const answer = useAnswer(usePath(`/models/${version}/report`));
  const known = new Map(segments.map(segment => [segment.id, segment]));
  return html`
    <${Panel} title="What makes them different" says="Deviation from the average customer in standard deviations, of what model v${version} was made of; what sets a segment apart most comes first">
      <${Answered} answer=${answer} lines=${8} height=${26}>${report => html`
        <${HeatMap} caption="Deviations from the average customer, by segment" features=${report.features}
          segments=${report.segments.map(({segment, z}) => ({z, segment: known.get(segment) || segmentNamed(segment, {live: false})}))} />`}<//>
    <//>`;
}

export default function Segments() {
  const answer = useAnswer(usePath('/overview'), {}, {every: 30000});
  const {segmentation, may} = useLooking();
  return html`
    <div class="page">
      <div class="page-head"><div><h1>Segments</h1><p>Who is alike in ${segmentation.id}, and in what.</p></div></div>
      <${Answered} answer=${answer} lines=${8} height=${36}>${data => html`
        <div class="stack">
          <${Panel} title="Side by side" says=${`${count(data.customers)} customers${data.unassigned ? `, ${count(data.unassigned)} of them in no segment: not enough is known of them` : ''}`}>
            <${Table} caption="Segments" columns=${columns} rows=${[...data.segments].sort((a, b) => b.size - a.size)} rowKey=${({id}) => id} /><//>
          <${Differences} segments=${data.segments} version=${data.model.version} />
          ${may('operator') && html`<${Reach} />`}
        </div>`}<//>
    </div>`;
}
