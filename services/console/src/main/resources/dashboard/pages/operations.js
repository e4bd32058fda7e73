// Is it healthy, and if not, where: lag, instances, webhooks, dead letters.

import {html} from '../markup.js';
import {useAnswer} from '../api.js';
import {bytes, clock, count, fixed, number, span} from '../format.js';
import {useLive} from '../live.js';
import {Lines} from '../charts/lines.js';
import {Audit} from '../parts/audit.js';
import {useLooking} from '../parts/context.js';
import {DeadLetters} from '../parts/letters.js';
import {health, lagSays} from '../parts/health.js';
import {ChartPanel, Figures, Panel} from '../parts/panel.js';
import {Answered} from '../parts/states.js';
import {Table} from '../parts/table.js';
import {Webhooks} from '../parts/webhooks.js';

function Lag({lag}) {
  const topics = [...new Set(lag.map(({topic}) => topic))].map(topic => ({topic, partitions: lag.filter(one => one.topic === topic).sort((a, b) => a.partition - b.partition)}));
  const most = Math.max(10, ...lag.map(({records}) => records));
  const typical = lag.map(({records}) => records).sort((a, b) => a - b)[Math.floor(lag.length / 2)] ?? 0;
  // Far behind all others is what to look at, however busy it is.
  const behind = one => one.records > 50 && one.records > 5 * typical;
  return html`
    <${ChartPanel} title="Lag by partition" says="Records that were written and not yet used; a bar a partition, the same scale for all"
      chart=${() => html`<${Table} caption="Lag by topic" rows=${topics} columns=${[
        {name: 'Topic', cell: ({topic}) => topic},
        {name: 'Partitions', cell: ({partitions}) => html`<span class="lag-bars" role="img" aria-label=${partitions.map(one => `partition ${one.partition}: ${count(one.records)}`).join(', ')}>
          ${partitions.map(one => html`<i class=${behind(one) ? 'behind' : ''} title=${`Partition ${one.partition}: ${lagSays(one)}`} style=${{height: `${Math.sqrt(one.records / most) * 100}%`}}></i>`)}</span>`},
        {name: 'Behind', number: true, cell: ({partitions}) => count(partitions.reduce((sum, one) => sum + one.records, 0))},
        {name: 'Oldest', number: true, cell: ({partitions}) => span(Math.max(...partitions.map(one => one.seconds ?? 0)) * 1000)},
        {name: 'Worst', number: true, cell: ({partitions}) => { const worst = partitions.reduce((a, b) => b.records > a.records ? b : a); return worst.records ? `partition ${worst.partition}` : '–'; }},
      ]} />`}
      table=${() => html`<${Table} caption="Lag by partition" rows=${lag} columns=${[
        {name: 'Topic', cell: one => one.topic}, {name: 'Partition', number: true, cell: one => one.partition}, {name: 'End', number: true, cell: one => count(one.end)},
        {name: 'Committed', number: true, cell: one => count(one.committed)}, {name: 'Behind', number: true, cell: lagSays}]} />`} />`;
}

const Instances = ({instances}) => html`
  <${Panel} title="Segmenters" says="Who has which partitions, and how far a restore is">
    <${Table} caption="Instances" rows=${instances} none="No segmenter answers: ./segue up starts one." rowKey=${one => one.instance} columns=${[
      {name: 'Instance', cell: one => html`${one.instance}<small class="quiet">${one.address}</small>`},
      {name: 'State', cell: one => html`<span class="badge ${one.state === 'RUNNING' ? 'good' : 'warn'}">${one.state.toLowerCase().replaceAll('_', ' ')}</span>`},
      {name: 'Tasks', cell: one => { const restoring = one.tasks.filter(task => task.restoring);
        return html`${count(one.tasks.length)}${restoring.map(task => html`<small class="quiet">${task.task} restores, ${count(task.remaining_records)} records to go</small>`)}`; }},
      {name: 'Events a second', number: true, cell: one => number(one.process_rate)},
      {name: 'Commit', number: true, cell: one => one.commit_latency_ms === null ? '–' : span(one.commit_latency_ms)},
      {name: 'State', number: true, cell: one => bytes(one.state_bytes)}, {name: 'Threads', number: true, cell: one => count(one.threads)},
    ]} /><//>`;

const trainer = data => data.services.find(({name}) => name === 'trainer');

export default function Operations({query}) {
  const answer = useAnswer('/operations', {}, {every: 5000});
  const {rates: live} = useLive();
  const {may} = useLooking();
  return html`
    <div class="page">
      <div class="page-head"><div><h1>Operations</h1><p>Is it healthy, and if not, where.</p></div></div>
      <${Answered} answer=${answer} lines=${8} height=${36}>${data => {
        const behind = data.lag.reduce((sum, {records}) => sum + records, 0);
        const now = {lag: {records: behind, seconds: Math.max(0, ...data.lag.map(({seconds}) => seconds ?? 0))}, latency: live?.latency, dead_letters: data.dead_letters.total};
        const state = health(now, data);
        const values = data.throughput.map(one => one.events_per_second);
        return html`
          <div class="stack">
            <p class="answer big"><span class="dot ${state.level}" aria-hidden="true"></span><span><strong>${state.title}</strong> ${state.says}</span></p>
            <${Figures} label="Health" figures=${[
              {name: 'Events a second', value: number(live?.rates ? Math.round(live.rates.events_per_second) : values.at(-1))},
              {name: 'Behind', value: count(behind), more: now.lag.seconds ? `records, ${fixed(now.lag.seconds, 1)} s` : 'records', state: state.parts.lag},
              {name: 'Event to change', value: live?.latency ? span(live.latency.p99_ms) : '–', more: live?.latency ? `p99; half within ${span(live.latency.p50_ms)}` : 'none of late'},
              {name: 'Commit', value: span(Math.max(0, ...data.instances.map(one => one.commit_latency_ms ?? 0))), more: 'the slowest instance'},
              {name: 'State', value: bytes(data.instances.reduce((sum, one) => sum + (one.state_bytes ?? 0), 0)), more: `${count(data.instances.length)} ${data.instances.length === 1 ? 'instance' : 'instances'}`},
              {name: 'Dead letters', value: count(data.dead_letters.total), state: state.parts.letters},
              {name: 'Trainer', value: trainer(data).status === 'UP' ? 'up' : 'down', title: trainer(data).detail, state: trainer(data).status === 'UP' ? '' : 'bad'},
            ]} />
            <${Panel} title="Events a second"><${Lines} height=${150} zero label="Events a second, lately" write=${count} at=${data.throughput.map(one => clock(one.at))}
              series=${[{name: 'events a second', colour: 'var(--accent)', values}]} /><//>
            <div class="halves wide"><${Lag} lag=${data.lag} /><${Instances} instances=${data.instances} /></div>
            ${may('operator') && html`<${Webhooks} />`}
            <${DeadLetters} reason=${query.get('reason') || ''} />
            ${may('admin') && html`<${Audit} />`}
          </div>`;
      }}<//>
    </div>`;
}
