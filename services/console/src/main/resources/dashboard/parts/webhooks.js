// Webhooks: who else is told, and whether they take it. Nothing where there are none.

import {html} from '../markup.js';
import {useAnswer} from '../api.js';
import {ago, count, moment} from '../format.js';
import {since} from '../words.js';
import {Panel} from './panel.js';
import {Table} from './table.js';

const LEVEL = {delivering: 'good', retrying: 'warn', stopped: 'bad'};

const Wants = ({events, segmentation}) => html`${events.map(event => `${event}s`).join(' and ')}${segmentation && html` of ${segmentation}`}`;

const Latest = ({webhook}) => webhook.last_delivered_at
  ? html`<span title=${moment(webhook.last_delivered_at)}>${ago(webhook.last_delivered_at)}</span><small class="quiet"><code>${webhook.last_id}</code></small>`
  : '–';

const Refusals = ({webhooks}) => html`
  <${Table} caption="Messages that receivers did not want, the latest" quietCaption rowKey=${one => `${one.webhook} ${one.id}`} columns=${[
    {name: 'When', cell: one => html`<span title=${moment(one.at)}>${ago(one.at)}</span>`}, {name: 'Webhook', cell: one => one.webhook},
    {name: 'Message', cell: one => html`<code>${one.id}</code>`}, {name: 'Answer', wide: true, cell: one => one.answer},
  ]} rows=${webhooks.flatMap(webhook => webhook.refusals.map(refusal => ({...refusal, webhook: webhook.id})))} />`;

export function Webhooks() {
  const {data} = useAnswer('/webhooks', {}, {every: 5000});
  const webhooks = data?.items || [];
  if (!webhooks.length) return null;
  return html`
    <${Panel} title="Webhooks" says="Who else is told of changes and triggers. One that is slow or away delays no other.">
      <${Table} caption="Webhooks" rows=${webhooks} rowKey=${one => one.id} columns=${[
        {name: 'Webhook', cell: one => html`${one.id}<small class="quiet">${one.url}</small>`},
        {name: 'Gets', cell: one => html`<${Wants} ...${one} />`},
        {name: 'State', cell: one => html`<span class="badge ${LEVEL[one.state]}">${one.state}</span><small class="quiet">${since(one.since)}</small>`},
        {name: 'Waiting', number: true, cell: one => count(one.lag)},
        {name: 'Delivered', number: true, cell: one => count(one.delivered)},
        {name: 'Refused', number: true, cell: one => count(one.refused)},
        {name: 'Latest', cell: one => html`<${Latest} webhook=${one} />`},
        {name: 'What went wrong last', wide: true, cell: one => one.last_error ? html`${one.last_error}<small class="quiet" title=${moment(one.last_error_at)}>${ago(one.last_error_at)}</small>` : '–'},
      ]} />
      ${webhooks.some(({refusals}) => refusals.length > 0) && html`<${Refusals} webhooks=${webhooks} />`}
    <//>`;
}
