// Find a customer, or look at what happened to all of them.

import {html, useEffect, useState} from '../markup.js';
import {usePages} from '../api.js';
import {go, setQuery, to} from '../router.js';
import {CauseChoice, chosenCauses, OneOf} from '../parts/choices.js';
import {useLooking} from '../parts/context.js';
import {CustomerLink, Movement} from '../parts/movements.js';
import {Panel} from '../parts/panel.js';
import {Answered, Nothing} from '../parts/states.js';
import {More} from '../parts/table.js';

// So long after the last key the ids are asked for.
const PAUSE = 250;

function Search({prefix}) {
  const [text, setText] = useState(prefix);
  useEffect(() => {
    const timer = setTimeout(() => { if (text !== prefix) setQuery({q: text}, {replace: true}); }, PAUSE);
    return () => clearTimeout(timer);
  }, [text, prefix]);
  const found = usePages(prefix ? '/customers' : null, {prefix}, 24);
  const open = event => {
    event.preventDefault();
    if (text.trim()) go(to(`/customers/${encodeURIComponent(text.trim())}`));
  };
  return html`
    <${Panel} title="Find a customer">
      <form class="search" role="search" onSubmit=${open}>
        <input type="search" aria-label="Customer id, or how it begins" placeholder="Customer id, or how it begins" value=${text} autocomplete="off" spellcheck="false" onInput=${event => setText(event.target.value)} />
        <button class="primary">Open</button></form>
      ${prefix && html`<${Answered} answer=${{...found, data: found.rest}} lines=${2}>${() => found.items.length
        ? html`<ul class="found" aria-live="polite">${found.items.map(({customer_id: id}) => html`<li key=${id}><${CustomerLink} id=${id} /></li>`)}</ul><${More} pages=${found} />`
        : html`<${Nothing}>No customer's id begins with “${prefix}”.<//>`}<//>`}
    <//>`;
}

const TYPES = [['', 'All'], ['change', 'Moves'], ['trigger', 'Strategies']];

export default function Customers({query}) {
  const {segmentation} = useLooking();
  const causes = chosenCauses(query);
  const type = TYPES.some(([key]) => key === query.get('type')) ? query.get('type') : '';
  const pages = usePages('/changes', {segmentation: segmentation.id, cause: causes.join(','), type}, 40);
  return html`
    <div class="page">
      <div class="page-head"><div><h1>Customers</h1><p>One customer whole, or what happened to all of them.</p></div></div>
      <${Search} prefix=${query.get('q') || ''} />
      <${Panel} title="What happened" says="The newest first" tools=${html`<${OneOf} label="What" options=${TYPES} value=${type} onChoose=${key => setQuery({type: key, cause: key === 'trigger' ? null : query.get('cause')})} />`}>
        ${type !== 'trigger' && html`<${CauseChoice} chosen=${causes} />`}
        <${Answered} answer=${{...pages, data: pages.rest}} lines=${8} height=${30}>${() => pages.items.length
          ? html`<ol class="movement-list">${pages.items.map(row => html`<${Movement} key=${row.id} row=${row} />`)}</ol><${More} pages=${pages} />`
          : html`<${Nothing}>Nothing of this kind has happened since the console began to keep it.<//>`}<//>
      <//>
    </div>`;
}
