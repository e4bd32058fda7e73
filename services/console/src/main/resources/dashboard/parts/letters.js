// Dead letters: input that could not be used, why, and sending it again once its cause is gone.

import {html, useState} from '../markup.js';
import {ask, changeKey, useAnswer, usePages} from '../api.js';
import {ago, bytes, count, moment} from '../format.js';
import {setQuery} from '../router.js';
import {Confirm} from './confirm.js';
import {useLooking} from './context.js';
import {Panel} from './panel.js';
import {Answered} from './states.js';
import {More, Table} from './table.js';

/** Octets as an editor for binary files shows them. */
export function dump(base64) {
  const octets = atob(base64 || '');
  const lines = [];
  for (let at = 0; at < octets.length; at += 16) {
    const part = [...octets.slice(at, at + 16)];
    lines.push(`${at.toString(16).padStart(6, '0')}  ${part.map(one => one.charCodeAt(0).toString(16).padStart(2, '0')).join(' ').padEnd(47)}  ${part.map(one => one >= ' ' && one <= '~' ? one : '.').join('')}`);
  }
  return lines.join('\n');
}

/** A text, or the octets of what is none. */
function words(text, base64) {
  if (base64 === null) return text ?? 'none';
  return `0x${[...atob(base64)].map(octet => octet.charCodeAt(0).toString(16).padStart(2, '0')).join('')}`;
}

function Letter({id}) {
  const answer = useAnswer(`/dead-letters/${encodeURIComponent(id)}`);
  return html`<${Answered} answer=${answer} lines=${2}>${letter => html`
    <p class="quiet">${letter.topic}, partition ${letter.partition}, offset ${letter.offset}</p>
    <pre tabindex="0" aria-label="The record's value">${letter.value_base64 ? dump(letter.value_base64) : 'no value'}</pre>
    <${Table} caption="Headers" rows=${letter.headers} columns=${[{name: 'Header', cell: header => html`<code>${header.name}</code>`}, {name: 'Value', wide: true, cell: header => html`<code class="wrap">${words(header.value, header.value_base64)}</code>`}]} />`}<//>`;
}

export function DeadLetters({reason}) {
  const {may} = useLooking();
  const pages = usePages('/dead-letters', {reason}, 20);
  const [open, setOpen] = useState(null);
  const [again, setAgain] = useState(null);
  const [sent, setSent] = useState([]);
  const reasons = Object.entries(pages.rest?.by_reason || {}).sort((a, b) => b[1] - a[1]);
  return html`
    <${Panel} title="Dead letters" says="Records that could not be used, kept as they came. Sent again, they are read as any other.">
      ${reasons.length > 0 && html`<div class="chips" role="group" aria-label="Reasons">${reasons.map(([name, letters]) => html`
        <button type="button" class="chip" key=${name} aria-pressed=${name === reason} onClick=${() => setQuery({reason: name === reason ? null : name})}>${name} <span class="quiet">${count(letters)}</span></button>`)}</div>`}
      <${Answered} answer=${{...pages, data: pages.rest}}>${() => html`
        <${Table} caption="Dead letters" rows=${pages.items} none="None: everything that came could be used." rowKey=${letter => letter.id} columns=${[
          {name: 'When', cell: letter => html`<span title=${moment(letter.at)}>${ago(letter.at)}</span>`},
          {name: 'Reason', cell: letter => html`<span class="badge warn">${letter.reason}</span>`},
          {name: 'What is wrong', wide: true, cell: letter => html`${letter.message}<small class="quiet">${letter.topic} ${letter.partition}:${letter.offset}, key ${words(letter.key, letter.key_base64)}, ${bytes(letter.bytes)}</small>`},
          {name: html`<span class="unseen">What can be done</span>`, cell: letter => may('operator') && html`<button type="button" class="plain" aria-pressed=${open === letter.id} onClick=${() => setOpen(open === letter.id ? null : letter.id)}>Look</button>
            ${sent.includes(letter.id) ? html`<span class="badge good">sent again</span>` : html`<button type="button" class="plain" onClick=${() => setAgain({...letter, change: changeKey()})}>Send again…</button>`}`},
        ]} />
        ${open && html`<div class="letter"><${Letter} id=${open} /></div>`}
        <${More} pages=${pages} />`}<//>
    <//>
    ${again && html`<${Confirm} title="Send this record again?" action="Send again" onClose=${() => setAgain(null)} onDone=${() => { setSent([...sent, again.id]); pages.again(); }}
      act=${async () => (await ask('POST', `/dead-letters/${encodeURIComponent(again.id)}/resend`, {headers: {'Idempotency-Key': again.change}})).data}>
      <p>One record goes to <code>${again.topic}</code> as it came, with its key ${words(again.key, again.key_base64)}. If its cause is not gone (${again.reason}), it comes back here. What was counted already is not counted twice.</p><//>`}`;
}
