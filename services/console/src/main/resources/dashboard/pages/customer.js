// One customer: where they are in every segmentation and why, what is known of them, what happened.

import {html} from '../markup.js';
import {useAnswer, usePages} from '../api.js';
import {count, date, fixed, moment, money, percent, signed} from '../format.js';
import {to} from '../router.js';
import {featureName, featureValue} from '../words.js';
import {Diverging, Share} from '../charts/cells.js';
import {useLooking} from '../parts/context.js';
import {Movement} from '../parts/movements.js';
import {Figures, Panel} from '../parts/panel.js';
import {colourOf, Segment, segmentNamed} from '../parts/segment.js';
import {Answered, Nothing} from '../parts/states.js';
import {More, Table} from '../parts/table.js';

/** What speaks for the segment and against the other one, feature by feature. */
export function Explanation({parts}) {
  const reach = Math.max(...parts.map(({contribution}) => Math.abs(contribution)));
  return html`<${Table} caption="What decided" rows=${parts} columns=${[
    {name: 'Feature', cell: part => html`<span title=${part.feature}>${featureName(part.feature)}</span>`},
    {name: 'Against · for', chart: true, cell: part => html`<${Diverging} value=${part.contribution} reach=${reach} says=${`${signed(part.contribution)} ${part.contribution < 0 ? 'against' : 'for'} it`} />`},
    {name: 'Weight', number: true, cell: part => signed(part.contribution)},
    {name: 'Now', number: true, cell: part => featureValue(part.feature, part.value)},
    {name: 'Before', number: true, cell: part => html`<span class="quiet">${featureValue(part.feature, part.previous)}</span>`},
  ]} />`;
}

/** How far they are from each segment. */
function Distances({distances}) {
  const farthest = Math.max(...distances.map(({distance}) => distance)) || 1;
  return html`<${Table} caption="Distance to the segments" rows=${distances} columns=${[
    {name: 'Segment', cell: one => html`<${Segment} segment=${segmentNamed(one.segment, one)} />`},
    {name: 'Distance', number: true, cell: one => html`${fixed(one.distance)}<${Share} value=${one.distance / farthest} colour=${colourOf(segmentNamed(one.segment, one))} />`},
  ]} />`;
}

function Membership({membership: m, other = false}) {
  const place = m.segment && segmentNamed(m.segment, m);
  const kept = m.segment && m.nearest && m.nearest.segment !== m.segment;
  const lacks = [m.evidence_missing > 0 && `${count(m.evidence_missing)} more orders`, m.features_missing.length > 0 && m.features_missing.map(featureName).join(', ').toLowerCase()].filter(Boolean);
  return html`
    <${Panel} title=${m.segmentation} says=${html`<${Segment} segment=${place} />${m.since && html` since <span title=${moment(m.since)}>${date(m.since)}</span>`} · model v${m.model_version}, ${count(m.evidence)} orders known`}
      tools=${other && html`<a href=${`/customers/${encodeURIComponent(m.customer_id)}?s=${encodeURIComponent(m.segmentation)}`}>Look from here</a>`}>
      ${!m.segment && lacks.length > 0 && html`<p>To be placed, there lacks: ${lacks.join('; ')}.</p>`}
      ${kept && html`<p class="quiet">${m.nearest.label} is nearer by a little; they stay until it is nearer by enough, so that nobody flutters between two.</p>`}
      ${m.value && html`<${Figures} label="Predicted" figures=${[
        {name: 'CLV', value: money(m.value.predicted_clv)}, {name: 'Churn', value: percent(m.value.churn_probability)},
        {name: 'Next order', value: date(m.value.expected_date_of_next_order)}, {name: 'Average order', value: money(m.value.average_order_value)}]} />`}
      <div class="halves">
        ${m.contributions.length > 0 && html`<div><h3>Why they are here</h3><${Explanation} parts=${m.contributions} /></div>`}
        ${(m.distances || []).length > 0 && html`<div><h3>How near they are</h3><${Distances} distances=${m.distances} /></div>`}
      </div>
    <//>`;
}

function Timeline({id}) {
  const pages = usePages(`/customers/${encodeURIComponent(id)}/timeline`, {}, 20);
  return html`
    <${Panel} title="What happened" says=${pages.rest?.reaches_back_to ? `The newest first; kept since ${date(pages.rest.reaches_back_to)}` : 'The newest first'}>
      <${Answered} answer=${{...pages, data: pages.rest}} lines=${6} height=${30}>${() => pages.items.length ? html`
        <ol class="movement-list">${pages.items.map(row => html`<${Movement} key=${row.id} row=${row} customer=${false} />`)}</ol><${More} pages=${pages} />`
        : html`<${Nothing}>Nothing has happened to them since the console began to keep it.<//>`}<//>
    <//>`;
}

function LastMove({id}) {
  const {segmentation} = useLooking();
  const answer = useAnswer(`/customers/${encodeURIComponent(id)}/timeline`, {limit: 50});
  const last = answer.data?.items.find(row => row.type === 'change' && row.segmentation === segmentation.id);
  if (!last || !last.explanation.length) return null;
  return html`
    <${Panel} title="Why they moved last" says=${html`<${Segment} segment=${last.from} /> → <${Segment} segment=${last.to} />, ${moment(last.at)}`}><${Explanation} parts=${last.explanation} /><//>`;
}

export default function Customer({id}) {
  const {segmentation, may} = useLooking();
  const answer = useAnswer(`/customers/${encodeURIComponent(id)}`, {}, {every: 15000});
  return html`
    <div class="page">
      <div class="page-head"><div><p><a href=${to('/customers')}>Customers</a></p><h1>${id}</h1>
        ${answer.data && html`<p>As of ${moment(answer.data.as_of)}</p>`}</div></div>
      <${Answered} answer=${answer} lines=${8} height=${34}>${data => {
        const own = data.memberships.filter(one => one.segmentation === segmentation.id);
        const others = data.memberships.filter(one => one.segmentation !== segmentation.id);
        return html`
          <div class="sides">
            <div class="stack">
              ${own.map(one => html`<${Membership} key=${one.segmentation} membership=${{...one, customer_id: id}} />`)}
              <${LastMove} id=${id} />
              ${others.map(one => html`<${Membership} key=${one.segmentation} membership=${{...one, customer_id: id}} other />`)}
              <${Panel} title="What is known" says=${may('operator') ? 'Features as of now' : 'Features as of now, without those of the profile: operators see them'}><${Table} caption="Features" rows=${Object.entries(data.features)} columns=${[
                {name: 'Feature', cell: ([feature]) => html`<span title=${feature}>${featureName(feature)}</span>`},
                {name: 'Value', number: true, cell: ([feature, value]) => featureValue(feature, value)}]} /><//>
            </div>
            <${Timeline} id=${id} />
          </div>`;
      }}<//>
    </div>`;
}
