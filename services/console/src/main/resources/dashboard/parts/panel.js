// A part of a page with a heading; a chart with its table beside it.

import {html, useState} from '../markup.js';

export const Panel = ({title, says, tools, children, kind = ''}) => html`
  <section class="panel ${kind}">
    <div class="panel-head">
      <div><h2>${title}</h2>${says && html`<p class="quiet">${says}</p>`}</div>
      ${tools && html`<div class="tools">${tools}</div>`}
    </div>
    ${children}
  </section>`;

/** A panel that shows a chart, or at the viewer's wish the same figures as a table. */
export function ChartPanel({title, says, tools, chart, table, kind}) {
  const [asTable, setAsTable] = useState(false);
  const toggle = html`
    <button type="button" class="plain" aria-pressed=${asTable} onClick=${() => setAsTable(!asTable)}>
      ${asTable ? 'Chart' : 'Table'}<span class="unseen"> of ${title}</span></button>`;
  return html`<${Panel} title=${title} says=${says} kind=${kind} tools=${html`${tools}${toggle}`}>${asTable ? table() : chart()}<//>`;
}

/** Figures side by side: {name, value, more, state, title}. */
export const Figures = ({figures, label}) => html`
  <dl class="figures" aria-label=${label}>${figures.filter(Boolean).map(figure => html`
    <div key=${figure.name} class=${figure.state || ''} title=${figure.title}>
      <dt>${figure.name}</dt>
      <dd>${figure.value}${figure.more && html`<small>${figure.more}</small>`}</dd>
    </div>`)}</dl>`;
