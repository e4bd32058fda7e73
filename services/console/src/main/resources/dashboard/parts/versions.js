// Versions of a model, and what a person may decide about them. What a decision moves is said before it is taken.

import {html, useMemo, useState} from '../markup.js';
import {ask, changeKey, useAnswer} from '../api.js';
import {ago, count, fixed, moment, percent} from '../format.js';
import {to} from '../router.js';
import {LINEAGE} from '../words.js';
import {Matrix} from '../charts/cells.js';
import {Confirm} from './confirm.js';
import {useLooking, usePath} from './context.js';
import {Panel} from './panel.js';
import {Segment, segmentNamed} from './segment.js';
import {Answered, Nothing} from './states.js';
import {Table} from './table.js';

// So many of the largest moves are named in the question itself.
const NAMED = 5;
const moving = cells => cells.filter(({from, to: there}) => from !== there).reduce((sum, {customers}) => sum + customers, 0);

function Moves({from, version, overview}) {
  const answer = useAnswer(usePath('/diff'), {from, to: version});
  return html`<${Answered} answer=${answer} lines=${2}>${diff => {
    const sampled = diff.migration.reduce((sum, {customers}) => sum + customers, 0);
    const known = new Map((overview?.segments || []).map(segment => [segment.id, segment]));
    const named = id => id ? known.get(id) || segmentNamed(id) : null;
    const largest = diff.migration.filter(cell => cell.from !== cell.to).sort((a, b) => b.customers - a.customers).slice(0, NAMED);
    return html`<p>Of ${count(sampled)} customers sampled, <strong>${count(moving(diff.migration))}</strong> would be in another segment: ${percent(diff.moved_share, 1)},
      about ${count(diff.moved_share * (overview?.customers ?? sampled))} of all ${count(overview?.customers)}.</p>
      ${largest.length > 0 && html`<ul class="moves">${largest.map(cell => html`<li><strong>${count(cell.customers)}</strong><${Segment} segment=${named(cell.from)} plain /> → <${Segment} segment=${named(cell.to)} plain /></li>`)}</ul>`}`;
  }}<//>`;
}

/** The question before each decision. */
export function Decision({what, version, list, etag, overview, onClose, onDone}) {
  const path = usePath('');
  // One for the question, so that asking again after a lost answer does it once.
  const [key] = useState(changeKey);
  const act = async () => {
    const headers = {'Idempotency-Key': key, ...(etag ? {'If-Match': etag} : {})};
    if (what === 'train') return (await ask('POST', `${path}/models`, {headers})).data;
    return (await ask('POST', `${path}/${what}`, {params: {version}, headers})).data;
  };
  const title = {promote: `Put v${version} in force?`, drop: `Turn v${version} down?`, rollback: `Go back to v${version}?`, train: 'Train a new model now?'}[what];
  const action = {promote: `Put v${version} in force`, drop: `Turn v${version} down`, rollback: `Go back to v${version}`, train: 'Train'}[what];
  return html`
    <${Confirm} title=${title} action=${action} danger=${what === 'rollback'} act=${act} onClose=${onClose} onDone=${onDone}>
      ${(what === 'promote' || what === 'rollback') && list.in_force && html`<${Moves} from=${list.in_force} version=${version} overview=${overview} />`}
      ${what === 'promote' && html`<p>Everybody is looked at anew. Who moves gets a change with the cause “New model”, and strategies that wait for one may fire. v${list.in_force} stays, and can be gone back to.</p>`}
      ${what === 'rollback' && html`<p>Everybody goes back to the segment they were in under v${version}. Versions published after it are dropped: ${list.versions.filter(one => one.version > version && one.standing !== 'dropped').map(one => `v${one.version}`).join(', ') || 'none'}. Training goes on after a whole interval.</p>`}
      ${what === 'drop' && html`<p>Nobody is moved: v${list.in_force} stays in force. A version that was turned down can still be put in force later.</p>`}
      ${what === 'train' && html`<p>A model is made of today's customers, from v${list.in_force ?? '–'}. If it keeps to the gate's limits it comes into force by itself and moves those it places elsewhere; otherwise it waits here for you.</p>`}
    <//>`;
}

const sentence = text => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** A candidate that waits for a person. */
export function Held({held, versions, overview}) {
  const {may} = useLooking();
  const [what, setWhat] = useState(null);
  const list = versions.data;
  const one = list.versions.find(({version}) => version === held);
  return html`
    <div class="note-box warn"><strong>v${held} waits for you</strong>
      <p>${sentence(one?.reasons.join('; ') || 'the gate did not let it through')} Until you decide, v${list.in_force} stays in force and nobody is moved.</p>
      ${may('operator') ? html`<div class="tools"><button type="button" class="primary" onClick=${() => setWhat('promote')}>Put it in force…</button>
        <button type="button" onClick=${() => setWhat('drop')}>Turn it down…</button><a href=${to('/model', {version: held})}>Look at it first</a></div>`
        : html`<p class="quiet">Deciding takes the role operator.</p>`}
    </div>
    ${what && html`<${Decision} what=${what} version=${held} list=${list} etag=${versions.etag} overview=${overview} onClose=${() => setWhat(null)} onDone=${versions.again} />`}`;
}

const badge = {'in force': 'good', held: 'warn', dropped: '', superseded: ''};

export function Versions({versions, overview, model, segmentOf}) {
  const {may} = useLooking();
  const [asked, setAsked] = useState(null);
  const list = versions.data;
  const actions = one => !may('operator') ? [] : one.standing === 'held' ? [['promote', 'Put in force'], ['drop', 'Turn down']]
    : one.standing === 'dropped' ? [['promote', 'Put in force']] : one.standing === 'superseded' ? [['rollback', 'Go back to it']] : [];
  const ends = useMemo(() => {
    const ids = new Set((model?.migration || []).flatMap(cell => [cell.from ?? '', cell.to ?? '']));
    return [...ids].sort((a, b) => !a - !b || a.localeCompare(b, undefined, {numeric: true})).map(id => segmentOf(id) || {id: null});
  }, [model, segmentOf]);
  return html`
    ${model && model.migration.length > 0 && html`
      <${Panel} title=${`Whom v${model.version} moves`} says=${`Of ${count(model.migration.reduce((sum, cell) => sum + cell.customers, 0))} customers sampled, ${count(moving(model.migration))} from row to column${model.gate?.against ? `, against v${model.gate.against}` : ''}`}>
        <${Matrix} segments=${ends} cells=${model.migration} corner="From ↓ to →" caption="From which segment to which" /><//>`}
    ${model && model.lineage.length > 0 && html`
      <${Panel} title="What became of the segments"><ul class="lineage">${model.lineage.map(one => html`
        <li><${Segment} segment=${segmentOf(one.segment)} /> <span>${LINEAGE[one.kind] || one.kind}</span>
          ${one.related.length > 0 && html`<span>${one.kind === 'split' ? 'from' : 'into'}</span> ${one.related.map(id => html`<${Segment} segment=${segmentOf(id)} />`)}`}
          ${one.distance !== null && html`<span class="quiet">its centre moved by ${fixed(one.distance)}</span>`}</li>`)}</ul><//>`}
    <${Panel} title="Versions" says="No number is used twice. What was in force can be gone back to."
      tools=${list && may('operator') && html`<button type="button" onClick=${() => setAsked({what: 'train'})}>Train now…</button>`}>
      <${Answered} answer=${versions}>${() => html`<${Table} caption="Versions of the model" rows=${list.versions} rowKey=${one => one.version} columns=${[
        {name: 'Version', cell: one => html`<a href=${to('/model', {version: one.version === list.in_force ? null : one.version})}>v${one.version}</a>`},
        {name: 'Stands', cell: one => html`<span class="badge ${badge[one.standing] || ''}">${one.standing}</span>`},
        {name: 'Trained', cell: one => html`<span title=${moment(one.trained_at)}>${ago(one.trained_at)}</span>`},
        {name: 'Customers', number: true, cell: one => count(one.customers)}, {name: 'Segments', number: true, cell: one => count(one.segments)},
        {name: 'Silhouette', number: true, cell: one => fixed(one.silhouette, 3)}, {name: 'Would move', number: true, cell: one => percent(one.moved_share)},
        {name: 'The gate said', wide: true, cell: one => html`<span class="quiet">${one.reasons.join('; ') || '–'}</span>`},
        {name: html`<span class="unseen">What can be done</span>`, cell: one => actions(one).map(([what, name]) => html`<button type="button" class="plain" key=${what} onClick=${() => setAsked({what, version: one.version})}>${name}…</button>`)},
      ]} none=${html`<${Nothing}>None yet.<//>`} />`}<//>
    <//>
    ${asked && html`<${Decision} ...${asked} list=${list} etag=${versions.etag} overview=${overview} onClose=${() => setAsked(null)} onDone=${versions.again} />`}`;
}
