// Who goes from where to where, in a stretch of time, for which causes.

import {html} from '../markup.js';
import {useAnswer} from '../api.js';
import {count, moment} from '../format.js';
import {CAUSES} from '../words.js';
import {Sankey} from '../charts/sankey.js';
import {CauseChoice, chosenCauses, RangeChoice, RANGES} from '../parts/choices.js';
import {useLooking, usePath} from '../parts/context.js';
import {ChartPanel} from '../parts/panel.js';
import {isNone} from '../parts/segment.js';
import {Answered, Nothing} from '../parts/states.js';
import {FlowTable} from './overview.js';

const minute = time => `${new Date(time).toISOString().slice(0, 16)}:00Z`;

export default function Flows({query}) {
  const {session} = useLooking();
  const overview = useAnswer(usePath('/overview'), {}, {every: 60000});
  const asked = query.get('range');
  const range = RANGES[asked] ? asked : session.clock === 'event' ? '7d' : '24h';
  const causes = chosenCauses(query);
  const end = overview.data && Date.parse(overview.data.as_of);
  const from = query.get('from') || (end && minute(end - RANGES[range][1]));
  const until = query.get('to') || (end && minute(end + 60000));
  const path = usePath('/flows');
  const answer = useAnswer(end ? path : null, {from, to: until, cause: causes.join(',')});
  const links = (answer.data?.links || []).filter(link => !(isNone(link.from) && isNone(link.to)));
  const total = links.reduce((sum, link) => sum + link.customers, 0);
  const there = Object.keys(CAUSES).filter(cause => answer.data?.causes[cause] || causes.includes(cause));
  const early = answer.data?.reaches_back_to && Date.parse(answer.data.reaches_back_to) > Date.parse(from);

  return html`
    <div class="page">
      <div class="page-head"><div><h1>Flows</h1><p>Who your customers are becoming: moves between segments, and why they happened.</p></div>
        <${RangeChoice} keys=${Object.keys(RANGES)} value=${query.get('from') ? null : range} /></div>
      ${there.length > 0 && html`<${CauseChoice} chosen=${causes} only=${there} counts=${cause => count(answer.data.causes[cause] || 0)} />`}
      <${ChartPanel} title=${answer.data ? `${count(total)} moves` : 'Moves'}
        says=${answer.data ? `${moment(answer.data.from)} to ${moment(answer.data.to)}${early ? `; what is kept reaches back to ${moment(answer.data.reaches_back_to)} only` : ''}` : null}
        chart=${() => html`<${Answered} answer=${end ? answer : overview} lines=${8} height=${36}>${() => links.length
          ? html`<${Sankey} links=${links} height=${480} label=${`${count(total)} moves between segments`} />`
          : html`<${Nothing}>Nobody changed segment in this time${causes.length ? ' for these causes' : ''}. Choose a longer one.<//>`}<//>`}
        table=${() => html`<${FlowTable} links=${links} />`} />
    </div>`;
}
