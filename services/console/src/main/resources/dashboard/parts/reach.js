// Whom would a rule reach? The condition is the one that playbooks have, so what is tried here can be copied there.

import {html, useEffect, useMemo, useState} from '../markup.js';
import {ask} from '../api.js';
import {count, percent} from '../format.js';
import {setQuery, useRoute} from '../router.js';
import {featureName} from '../words.js';
import {Share} from '../charts/cells.js';
import {usePath} from './context.js';
import {Panel} from './panel.js';
import {colourOf, Segment} from './segment.js';
import {ProblemNote} from './states.js';
import {Table} from './table.js';

const FEATURES = [
  'recency_days', 'frequency', 'monetary', 'average_order_value', 'recent_frequency', 'recent_monetary', 'deal_share', 'discount_share', 'return_rate',
  'tenure_days', 'visits', 'campaign_open_rate', 'campaign_click_rate', 'nps', 'csat', 'complaints', 'churn_probability', 'predicted_clv', 'next_purchase_days',
];
const FIRST = {subject: 'recency_days', test: 'above', value: '90'};

/** Rows as a condition of playbooks; null while one of them is not filled in. */
export function conditionOf(rows, join) {
  const parts = rows.map(({subject, test, value}) => {
    const text = value.trim();
    if (!subject || text === '') return null;
    if (test === 'is') return {trait: subject.replace(/^profile\./, ''), is: text};
    const size = Number(text);
    return Number.isFinite(size) ? {feature: subject, [test]: size} : null;
  });
  if (parts.includes(null)) return null;
  return parts.length === 1 ? parts[0] : {[join]: parts};
}

function read(query) {
  try {
    const {rows, join} = JSON.parse(query.get('rule'));
    if (Array.isArray(rows) && rows.length) return {rows, join: join === 'any' ? 'any' : 'all'};
  } catch {
    // An address somebody has cut short: begin as without one.
  }
  return {rows: [FIRST], join: 'all'};
}

export function Reach({segment = null}) {
  const path = usePath('/impacted');
  const {query} = useRoute();
  const [{rows, join}, setRule] = useState(() => read(query));
  const [answer, setAnswer] = useState(null);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const condition = useMemo(() => conditionOf(rows, join), [rows, join]);
  const text = condition && JSON.stringify(condition);
  const change = (at, part) => setRule({join, rows: rows.map((row, i) => i === at ? {...row, ...part} : row)});

  const countNow = async () => {
    setBusy(true);
    setProblem(null);
    setQuery({rule: JSON.stringify({rows, join})}, {replace: true});
    try {
      setAnswer({text, ...(await ask('POST', path, {body: {when: condition}})).data});
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };
  useEffect(() => { if (query.get('rule') && condition) countNow(); }, []);

  const row = ({subject, test, value}, at) => html`
    <li key=${at}>
      <input list="rule-subjects" aria-label="Feature or trait" value=${subject} onInput=${event => change(at, {subject: event.target.value})} />
      <select aria-label="Comparison" value=${test} onChange=${event => change(at, {test: event.target.value})}>
        <option value="above">above</option><option value="below">below</option><option value="is">is (a trait)</option></select>
      <input aria-label="Value" value=${value} inputmode=${test === 'is' ? 'text' : 'decimal'} onInput=${event => change(at, {value: event.target.value})} />
      <button type="button" class="plain" disabled=${rows.length === 1} onClick=${() => setRule({join, rows: rows.filter((_, i) => i !== at)})}>Remove<span class="unseen"> condition ${at + 1}</span></button>
    </li>`;
  const shown = answer && (segment ? answer.by_segment.filter(({id}) => id === segment) : answer.by_segment);
  return html`
    <${Panel} title="Whom would a rule reach?" says="Counted among the customers there are now. Nothing is sent.">
      <form class="rule" onSubmit=${event => { event.preventDefault(); if (condition) countNow(); }}>
        <datalist id="rule-subjects">${FEATURES.map(feature => html`<option value=${feature}>${featureName(feature)}</option>`)}</datalist>
        ${rows.length > 1 && html`<label class="join">Customers of whom <select value=${join} onChange=${event => setRule({rows, join: event.target.value})}>
          <option value="all">all</option><option value="any">any</option></select> of this holds</label>`}
        <ul>${rows.map(row)}</ul>
        <div class="tools">
          <button type="button" onClick=${() => setRule({join, rows: [...rows, {subject: '', test: 'above', value: ''}]})}>Add a condition</button>
          <button class="primary" disabled=${!condition || busy}>${busy ? 'Counting…' : 'Count'}</button>
          ${condition ? html`<code class="quiet">where: ${text}</code>` : html`<span class="quiet">Fill in every condition to count.</span>`}
        </div>
      </form>
      <div aria-live="polite">
        ${problem && html`<${ProblemNote} problem=${problem} />`}
        ${answer && html`
          <p class="reach ${answer.text === text ? '' : 'waiting'}"><strong>${count(answer.customers)}</strong> of ${count(answer.of)} customers, ${percent(answer.of ? answer.customers / answer.of : null)}</p>
          <${Table} caption="Customers reached, by segment" rows=${shown} columns=${[
            {name: 'Segment', cell: one => html`<${Segment} segment=${one} />`},
            {name: 'Reached', number: true, cell: one => count(one.customers)}, {name: 'Of', number: true, cell: one => count(one.of)},
            {name: 'Share', number: true, cell: one => html`${percent(one.of ? one.customers / one.of : null)}<${Share} value=${one.of ? one.customers / one.of : 0} colour=${colourOf(one)} />`},
          ]} />`}
      </div>
    <//>`;
}
