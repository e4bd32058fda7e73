// What people did here, for who may see it.

import {html} from '../markup.js';
import {usePages} from '../api.js';
import {ago, moment} from '../format.js';
import {Panel} from './panel.js';
import {Answered} from './states.js';
import {More, Table} from './table.js';

const NAMES = {train: 'trained', promote: 'put in force', drop: 'turned down', rollback: 'rolled back', resend: 'sent again', read: 'read', login: 'logged in'};

function ended({status, detail}) {
  if (status === null) return html`<span class="badge warn">no end known</span>`;
  return status < 300 ? html`<span class="badge good">done</span>` : html`<span class="badge warn" title=${detail}>refused, ${status}</span>`;
}

export function Audit() {
  const pages = usePages('/audit', {}, 20);
  return html`
    <${Panel} title="What people did" says="Through any console: what they changed, the dead letters they read, and who logged in">
      <${Answered} answer=${{...pages, data: pages.rest}}>${() => html`
        <${Table} caption="Actions" rows=${pages.items} none="Nothing yet." rowKey=${action => action.id} columns=${[
          {name: 'When', cell: action => html`<span title=${moment(action.at)}>${ago(action.at)}</span>`},
          {name: 'Who', cell: action => html`${action.actor}<small class="quiet">${action.role}</small>`},
          {name: 'What', wide: true, cell: action => html`${NAMES[action.action] || action.action}<small class="quiet">${Object.entries(action.target).map(([name, value]) => `${name.replace('_', ' ')} ${value}`).join(', ')}</small>`},
          {name: 'Outcome', cell: ended},
        ]} />
        <${More} pages=${pages} />`}<//>
    <//>`;
}
