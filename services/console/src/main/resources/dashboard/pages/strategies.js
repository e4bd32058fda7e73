// What is done for whom, and whether it helps.

import {html} from '../markup.js';
import {useAnswer} from '../api.js';
import {count, signedMoney} from '../format.js';
import {setQuery} from '../router.js';
import {usePath} from '../parts/context.js';
import {Panel} from '../parts/panel.js';
import {Answered} from '../parts/states.js';
import {Uplift, verdict} from '../parts/uplift.js';

function One({strategy, rows}) {
  const whole = rows.find(row => !row.segment && !row.variant);
  const spending = whole?.spending;
  const words = whole && verdict(whole);
  return html`
    <${Panel} title=${strategy} says=${words ? html`${{helps: 'It helps: the whole interval is above zero.', harms: 'It harms: the whole interval is below zero.', 'no better than chance': 'While the interval holds zero, nothing is shown to have helped.', 'too few to tell': `Only ${count(whole.held_out)} were left alone: too few to tell.`, 'not known now': 'Parts of it are still to come: not known now.', 'not measured': 'Nobody was left alone, or nothing is counted yet.'}[words[1]]}
      ${spending && html` Spent in the mean: ${signedMoney(spending.difference)}, from ${signedMoney(spending.low)} to ${signedMoney(spending.high)}, against who was left alone.`}` : null}
      tools=${html`<button type="button" class="plain" onClick=${() => setQuery({strategy: null})}>Close</button>`}>
      <${Uplift} rows=${rows} first="where" />
    <//>`;
}

export default function Strategies({query}) {
  const answer = useAnswer(usePath('/strategies'), {}, {every: 30000});
  const chosen = query.get('strategy');
  return html`
    <div class="page">
      <div class="page-head"><div><h1>Strategies</h1><p>Each is held against customers who were left alone. Triggers are counted, not customers; a point is one in a hundred who buys more. Within a segment, higher or lower is said in place of helps or harms where customers were triggered more than once: what was done may have moved some of them to other segments.</p></div></div>
      <${Answered} answer=${answer} lines=${8} height=${32}>${({items}) => {
        const whole = items.filter(row => !row.segment && !row.variant).sort((a, b) => (b.uplift?.low ?? -1e9) - (a.uplift?.low ?? -1e9));
        const own = items.filter(row => row.strategy === chosen);
        const triggers = whole.reduce((sum, row) => sum + row.triggers, 0);
        return html`
          <div class="stack">
            ${own.length > 0 && html`<${One} strategy=${chosen} rows=${own} />`}
            <${Panel} title="Does it help?" says=${`By how many points more buy than where customers were left alone, with a 95 % interval; ${count(triggers)} triggers of ${count(whole.length)} strategies`}>
              <${Uplift} rows=${whole} none="No strategy has fired yet. What would is in the playbook: ./segue playbook show." /><//>
          </div>`;
      }}<//>
    </div>`;
}
