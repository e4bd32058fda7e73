// The customers in space: near is alike. A click on one leads to the customer.

import {html, useMemo} from '../markup.js';
import {useAnswer} from '../api.js';
import {count, fixed, moment, percent, signed} from '../format.js';
import {go, setQuery, to} from '../router.js';
import {featureName} from '../words.js';
import {Space} from '../charts/space.js';
import {usePath} from '../parts/context.js';
import {CustomerLink} from '../parts/movements.js';
import {ChartPanel, Panel} from '../parts/panel.js';
import {Segment} from '../parts/segment.js';
import {Answered} from '../parts/states.js';
import {Table} from '../parts/table.js';

const LISTED = 200;
const heavySays = axis => axis.heavy.map(({feature, weight}) => `${weight < 0 ? 'less' : 'more'} ${featureName(feature).toLowerCase()}`).join(', ');

function Points({points, segmentOf}) {
  return html`
    <${Table} caption="Customers and where they stand" quietCaption rows=${points.slice(0, LISTED)} rowKey=${point => point.customer_id} columns=${[
      {name: 'Customer', cell: point => html`<${CustomerLink} id=${point.customer_id} />`},
      {name: 'Segment', cell: point => html`<${Segment} segment=${segmentOf(point.segment)} />`},
      ...['x', 'y', 'z'].map((axis, i) => ({name: `Axis ${i + 1}`, number: true, cell: point => fixed(point[axis])})),
    ]} />
    ${points.length > LISTED && html`<p class="quiet small">The first ${LISTED} of ${count(points.length)}.</p>`}`;
}

export default function MapPage({query}) {
  const answer = useAnswer(usePath('/map'));
  const data = answer.data;
  const segmentOf = useMemo(() => {
    const known = new Map((data?.centroids || []).map(segment => [segment.id, segment]));
    return id => known.get(id) || null;
  }, [data]);
  const hidden = (query.get('hide') || '').split(',').filter(Boolean);
  const shown = useMemo(() => (data?.points || []).filter(point => !hidden.includes(point.segment ?? 'none')), [data, hidden.join()]);
  const turn = id => setQuery({hide: (hidden.includes(id) ? hidden.filter(other => other !== id) : [...hidden, id]).join(',')}, {replace: true});
  const sizes = new Map();
  for (const point of data?.points || []) sizes.set(point.segment ?? 'none', (sizes.get(point.segment ?? 'none') || 0) + 1);

  return html`
    <div class="page">
      <div class="page-head"><div><h1>Map</h1><p>Every point is a customer, in the colour of the segment whose centre is nearest: near is alike. Who has only just come nearer to another may still be in the one before. Drag or use the arrow keys to turn, Ctrl and wheel or + and − to zoom; click a customer to see why they are there.</p></div></div>
      <${Answered} answer=${answer} lines=${3} height=${180}>${() => html`<div class="stack">
        <${ChartPanel} title=${`Model v${data.version}`} says=${`${count(data.sampled)} of ${count(data.of)} customers, as of ${moment(data.as_of)}; the three axes show ${percent(data.explained.reduce((a, b) => a + b, 0))} of what tells customers apart`}
          chart=${() => html`
            <div class="chips legend" role="group" aria-label="Segments shown">${[...sizes.keys()].sort().map(id => html`
              <button type="button" class="chip" key=${id} aria-pressed=${!hidden.includes(id)} onClick=${() => turn(id)}><${Segment} segment=${segmentOf(id)} plain /> <span class="quiet">${count(sizes.get(id))}</span></button>`)}
              ${hidden.length > 0 && html`<button type="button" class="plain" onClick=${() => setQuery({hide: null}, {replace: true})}>Show all</button>`}</div>
            <${Space} points=${shown} all=${data.points} centroids=${data.centroids.filter(({id}) => !hidden.includes(id))} explained=${data.explained} segmentOf=${segmentOf}
              label="Customers in the space of the first three principal components." onOpen=${id => go(to(`/customers/${encodeURIComponent(id)}`))} />`}
          table=${() => html`<${Points} points=${shown} segmentOf=${segmentOf} />`} />
        <${Panel} title="What the axes mean" says="The features that weigh most along each, in the direction of the axis">
          <${Table} caption="Axes" rows=${data.axes.map((axis, i) => ({axis, i}))} columns=${[
            {name: 'Axis', cell: ({i}) => `Axis ${i + 1}`}, {name: 'Shows', number: true, cell: ({i}) => percent(data.explained[i])},
            {name: 'Along it', wide: true, cell: ({axis}) => heavySays(axis)},
            {name: 'Weights', cell: ({axis}) => html`<span class="quiet">${axis.heavy.map(({weight}) => signed(weight)).join('  ')}</span>`},
          ]} /><//></div>`}<//>
    </div>`;
}
