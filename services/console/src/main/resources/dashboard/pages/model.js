// The model: how many segments and why, whether there is anything to find at all, and which version is in force.

import {html, useMemo} from '../markup.js';
import {useAnswer} from '../api.js';
import {count, fixed, moment, number, percent} from '../format.js';
import {featureName} from '../words.js';
import {setQuery} from '../router.js';
import {Curve} from '../charts/curves.js';
import {Dendrogram, layOut} from '../charts/dendrogram.js';
import {useLooking, usePath} from '../parts/context.js';
import {ChartPanel, Figures, Panel} from '../parts/panel.js';
import {Segment, segmentNamed} from '../parts/segment.js';
import {Answered, NothingYet} from '../parts/states.js';
import {Table} from '../parts/table.js';
import {Held, Versions} from '../parts/versions.js';

const MEASURES = [
  ['inertia', 'Inertia', 'less is better', 'Variance left inside the segments: after the elbow more segments gain little.'],
  ['silhouette', 'Silhouette', 'more is better', 'How much nearer customers are to their own segment than to the next.'],
  ['calinski_harabasz', 'Calinski–Harabasz', 'more is better', 'Variance between the segments against that inside them.'],
  ['davies_bouldin', 'Davies–Bouldin', 'less is better', 'How much each segment runs into its nearest.'],
];

function Choice({report}) {
  const {candidates, chosen} = report;
  if (candidates.length < 2) return html`<${Panel} title="How many segments" says=${report.why}><p class="quiet">Only ${chosen} was tried.</p><//>`;
  return html`
    <${ChartPanel} title=${`How many segments: ${chosen}`} says=${report.why}
      chart=${() => html`<div class="curves">${MEASURES.map(([key, title, better, says]) => html`
        <${Curve} key=${key} title=${title} better=${better} says=${says} chosen=${chosen} points=${candidates.map(one => [one.clusters, one[key]])} />`)}</div>
        ${report.reasons.length > 0 && html`<ul class="reasons">${report.reasons.map(reason => html`<li>${reason}</li>`)}</ul>`}`}
      table=${() => html`<${Table} caption="Numbers of segments tried" rows=${candidates} columns=${[
        {name: 'Segments', cell: one => html`${one.clusters}${one.clusters === chosen && html` <span class="badge accent">chosen</span>`}`},
        ...MEASURES.map(([key, title]) => ({name: title, number: true, cell: one => number(one[key])})),
        {name: 'Stability', number: true, cell: one => fixed(one.stability)}]} />`} />`;
}

function Noise({structure}) {
  if (!structure) return html`<${Panel} title="Is there anything to find?"><p class="quiet">Whether this is more than chance makes was not looked into when this version was made.</p><//>`;
  return html`
    <${Panel} title="Is there anything to find?">
      <p class="verdict ${structure.better_than_noise ? 'good' : 'bad'}"><span class="badge ${structure.better_than_noise ? 'good' : 'bad'}">${structure.better_than_noise ? 'better than noise' : 'no better than noise'}</span></p>
      <p>${structure.sentence}</p>
      ${structure.sampled !== undefined && html`<${Table} caption="Against shuffled customers" rows=${[
        ['Variance left inside', percent(structure.unexplained), percent(structure.shuffled_unexplained)],
        ['Silhouette', fixed(structure.silhouette, 3), fixed(structure.shuffled_silhouette, 3)],
      ]} columns=${[{name: `Of ${count(structure.sampled)} customers`, cell: row => row[0]}, {name: 'As they are', number: true, cell: row => row[1]}, {name: 'Shuffled', number: true, cell: row => row[2]}]} />`}
    <//>`;
}

function Hierarchy({report, segmentOf}) {
  const {hierarchy, chosen} = report;
  if (!hierarchy || !hierarchy.merges.length) return html`<${Panel} title="Hierarchy"><p class="quiet">None was made for this version.</p><//>`;
  return html`
    <${ChartPanel} title="Hierarchy" says=${`Ward's, of ${count(hierarchy.leaves.length)} customers; cut into ${chosen} it agrees with the model by ${fixed(hierarchy.agreement)} (adjusted Rand index, 1 for the same)`}
      chart=${() => html`<${Dendrogram} hierarchy=${hierarchy} chosen=${chosen} segmentOf=${segmentOf} />`}
      table=${() => html`<${Table} caption="Groups of the hierarchy, cut" rows=${layOut(hierarchy, chosen).clusters} columns=${[
        {name: 'Mostly', cell: group => html`<${Segment} segment=${segmentOf(group.segment)} />`}, {name: 'Customers', number: true, cell: group => count(group.customers)},
        {name: 'Of that segment', number: true, cell: group => percent(group.share)}]} />`} />`;
}

function Drift({drift}) {
  const measure = Object.keys(drift.features[0] || {}).find(key => key !== 'feature');
  return html`<${Panel} title="Drift" says="How far each feature has shifted since the model before; from 0.25 on it is much">
    <${Table} caption="Drift" rows=${[...drift.features].sort((a, b) => (b[measure] ?? -1) - (a[measure] ?? -1))} columns=${[
      {name: 'Feature', cell: one => featureName(one.feature)}, {name: 'Shift', number: true, cell: one => fixed(one[measure], 3)}]} /><//>`;
}

/** Segments by id, with their colours, of this model and of the one in force. */
function useSegments(model, overview) {
  return useMemo(() => {
    const known = new Map();
    // A candidate's own segments have no place in the overview yet.
    for (const {id, slug, label} of model?.segments || []) known.set(id, segmentNamed(id, {slug, label}));
    for (const segment of overview?.segments || []) known.set(segment.id, segment);
    return id => known.get(id) || (id ? segmentNamed(id, {live: false}) : null);
  }, [model, overview]);
}

export default function Model({query}) {
  const {segmentation} = useLooking();
  const versions = useAnswer(usePath('/models'), {}, {every: 30000});
  const overviewPath = usePath('/overview');
  const overview = useAnswer(segmentation.model_version ? overviewPath : null);
  const list = versions.data;
  const version = Number(query.get('version')) || list?.in_force || list?.versions[0]?.version;
  const path = usePath('');
  const model = useAnswer(version ? `${path}/models/${version}` : null);
  const report = useAnswer(version ? `${path}/models/${version}/report` : null);
  const segmentOf = useSegments(model.data, overview.data);
  if (!segmentation.model_version && !list?.versions.length) return html`<h1 class="unseen">Model</h1><${NothingYet} />`;
  return html`
    <div class="page">
      <div class="page-head"><div><h1>Model${version ? ` v${version}` : ''}</h1>
        ${model.data && html`<p>${model.data.standing}, trained ${moment(model.data.trained_at)} on ${count(model.data.quality.sampled)} customers${model.data.parent ? `, from v${model.data.parent}` : ''}</p>`}</div>
        ${list && html`<label class="switch-version">Version <select value=${version} onChange=${event => setQuery({version: Number(event.target.value) === list.in_force ? null : event.target.value})}>
          ${list.versions.map(one => html`<option key=${one.version} value=${one.version}>v${one.version}, ${one.standing}</option>`)}</select></label>`}</div>
      ${list?.held && html`<${Held} held=${list.held} versions=${versions} overview=${overview.data} />`}
      ${model.data && html`<${Figures} label="Quality" figures=${[
        {name: 'Segments', value: count(model.data.segments.length)}, {name: 'Customers sampled', value: count(model.data.quality.sampled)},
        {name: 'Silhouette', value: fixed(model.data.quality.silhouette, 3), more: 'above 0.25 they stand apart'},
        {name: 'Against full K-means', value: fixed(model.data.quality.full_kmeans_ratio, 3), more: 'inertia; 1 is as good'},
        model.data.gate?.moved_share !== undefined && model.data.gate?.moved_share !== null && {name: 'Moved at the gate', value: percent(model.data.gate.moved_share), more: `at most ${percent(model.data.gate.limits.max_moved)} by itself`},
      ]} />`}
      <${Answered} answer=${report} lines=${6} height=${40}>${data => html`
        <div class="stack">
          <${Choice} report=${data} />
          <div class="halves"><div class="stack"><${Hierarchy} report=${data} segmentOf=${segmentOf} />${!data.hierarchy && html`<${Noise} structure=${data.structure} />`}</div>
            <div class="stack">${data.hierarchy && html`<${Noise} structure=${data.structure} />`}
            ${data.value_sentence && html`<${Panel} title="What customers are worth"><p>${data.value_sentence}</p><//>`}
            ${data.drift && html`<${Drift} drift=${data.drift} />`}</div></div>
        </div>`}<//>
      <${Versions} versions=${versions} overview=${overview.data} model=${model.data} segmentOf=${segmentOf} />
    </div>`;
}
