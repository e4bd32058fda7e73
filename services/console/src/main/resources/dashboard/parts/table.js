// Tables: columns are {name, cell(row), number, wide}; the first names the row.

import {html} from '../markup.js';
import {Scroll} from './scroll.js';
import {Nothing} from './states.js';

export function Table({caption, columns, rows, none = 'Nothing here.', quietCaption = false, rowKey}) {
  if (!rows.length) return html`<${Nothing}>${none}<//>`;
  return html`
    <${Scroll} name=${caption}>
      <table>
        <caption class=${quietCaption ? '' : 'unseen'}>${caption}</caption>
        <thead><tr>${columns.map(column => html`<th scope="col" class=${kind(column)}>${column.name}</th>`)}</tr></thead>
        <tbody>${rows.map((row, at) => html`
          <tr key=${rowKey ? rowKey(row) : at}>${columns.map((column, i) => i === 0
            ? html`<th scope="row" class=${kind(column)}>${column.cell(row)}</th>`
            : html`<td class=${kind(column)}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
      </table>
    <//>`;
}

const kind = column => [column.number && 'number', column.wide && 'wide', column.chart && 'chart-cell'].filter(Boolean).join(' ');

/** The button under a list that goes on. */
export const More = ({pages}) => pages.more && html`
  <p class="more"><button type="button" disabled=${pages.busy} onClick=${pages.next}>${pages.busy ? 'Loading…' : 'Show more'}</button></p>`;
