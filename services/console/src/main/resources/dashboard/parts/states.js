// What a page shows instead of, or above, what it is for: loading, nothing yet, something wrong.

import {html, useEffect, useState} from '../markup.js';
import {span} from '../format.js';
import {useLooking} from './context.js';

/** Grey bars where the content will be, of about its size, so that nothing jumps. */
export const Skeleton = ({lines = 3, height = 14}) => html`
  <div class="skeleton" role="status"><span class="unseen">Loading</span>
    ${Array.from({length: lines}, (_, i) => html`<span style="height:${height}px;width:${[100, 86, 93, 70][i % 4]}%"></span>`)}
  </div>`;

const TRY = {
  0: 'Look whether the console runs: `./segue up` starts what is missing.',
  401: 'Log in again.',
  403: 'Ask somebody with the role for it.',
  404: 'Go back, or look whether the address is spelt right.',
  409: 'Look again how things stand: something else may have happened meanwhile.',
  412: 'Somebody was faster. Look again how things stand, and decide anew.',
  429: 'It is asked again by itself.',
  500: 'Try again. If it stays, the log of the console says more.',
  502: 'A service behind the console does not answer: Operations shows which.',
  503: 'It is asked again by itself.',
};

/** What went wrong, and what to try. Small where there is something to show all the same. */
export function ProblemNote({problem, again}) {
  const passing = problem.retriedIn !== null && problem.retriedIn !== undefined;
  const advice = (TRY[problem.status] || TRY[500]).split('`');
  return html`
    <div class="note-box ${passing ? 'warn' : 'bad'}" role="alert">
      <strong>${passing && problem.status === 503 ? 'Not ready yet' : problem.title}</strong>
      <p>${problem.detail || ''}</p>
      <p class="quiet">${advice.map((part, i) => i % 2 ? html`<code>${part}</code>` : part)}
        ${passing && html` Next try in ${span(problem.retriedIn * 1000)}.`}</p>
      ${again && html`<button type="button" onClick=${again}>Try now</button>`}
    </div>`;
}

/** The content of an answer once there is one; until then what is in its way. */
export function Answered({answer, children, lines = 4, height = 14}) {
  const {data, problem, again} = answer;
  return html`
    ${problem && html`<${ProblemNote} problem=${problem} again=${again} />`}
    ${data !== undefined && data !== null
      ? html`<div class=${answer.stale ? 'waiting' : ''} aria-busy=${answer.stale}>${children(data)}</div>`
      : !problem && html`<${Skeleton} lines=${lines} height=${height} />`}`;
}

/** A command to copy. */
export function Command({children}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(children);
    setCopied(true);
  };
  // Browsers let a page copy only where the connection is safe, or on this very host.
  const may = Boolean(navigator.clipboard);
  return html`
    <div class="command"><code>${children}</code>
      ${may && html`<button type="button" class="plain" onClick=${copy} aria-live="polite">${copied ? 'Copied' : 'Copy'}</button>`}
    </div>`;
}

/** There is nothing to see here yet: why, and how there will be. */
export function NothingYet() {
  const {segmentation} = useLooking();
  const {eligible_customers: there, min_customers: needed, detail} = segmentation;
  return html`
    <section class="panel empty">
      <h2>${there ? `${segmentation.id} has no model yet` : 'No customers yet'}</h2>
      <p>${there ? 'A first model is made, and customers are placed, as soon as there are enough of them.'
        : 'Segue shows something as soon as the first events come in through Kafka.'}</p>
      <div class="progress-row">
        <progress max=${needed || 1} value=${Math.min(there, needed)} aria-label="Customers of those needed"></progress>
        <span>${there} of ${needed} customers</span>
      </div>
      ${detail && html`<p class="quiet">${detail}</p>`}
      <div class="ways">
        <div><h3>Watch it at work</h3><p class="quiet">A simulated shop, a day a second.</p><${Command}>./segue demo<//></div>
        <div><h3>Use data you know</h3><p class="quiet">Half a million rows of a real shop.</p>
          <${Command}>./segue replay online-retail online_retail.csv<//></div>
        <div><h3>Send your own</h3><p class="quiet">Avro records, keyed by customer, to</p><${Command}>segue.purchases.v1<//></div>
      </div>
    </section>`;
}

/** Something without rows. */
export const Nothing = ({children}) => html`<p class="nothing">${children}</p>`;

export const Provisional = ({title}) => html`<span class="badge provisional" title=${title}>provisional</span>`;
