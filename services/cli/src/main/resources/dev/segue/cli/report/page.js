// The page, section by section. What was not done or not measured is said, not left out.

const sections = [];
function section(id, short, title, ...content) {
  sections.push({id, short});
  document.getElementById('main').append(element('section', {id, 'aria-labelledby': `${id}-title`},
    element('h2', {id: `${id}-title`}, title), ...content));
}
const paragraph = (text, kind) => element('p', {class: kind}, text);
const list = texts => element('ul', {class: 'plain'}, ...texts.map(text => element('li', {}, text)));
const customersOf = data.segments.reduce((sum, segment) => sum + segment.customers, 0);

function head() {
  document.title = `${data.segmentation} v${data.version} · Segue`;
  document.getElementById('title').textContent = `${data.segmentation} · model v${data.version}`;
  const status = {PUBLISHED: data.inForce ? 'in force' : 'published, not in force now', HELD: 'held', DROPPED: 'dropped'};
  document.getElementById('subtitle').textContent =
    `${status[data.status]} · trained ${moment(data.trainedAt)} on ${count(data.quality.sampled)} customers as of ${moment(data.asOf)}`;
}

function overview() {
  const facts = [
    ['Segments', count(data.segments.length), data.report ? (data.report.fullSearch ? 'searched anew' : 'carried on from the model before') : null],
    ['Customers sampled', count(data.quality.sampled), null],
    ['Silhouette', fixed(data.quality.silhouette, 3), '−1 to 1; above 0.25 segments stand apart'],
    ['Inertia to full K-means', fixed(data.quality.fullKMeansRatio, 4), '1 is as good'],
  ];
  if (data.gate) facts.push(['Gate', data.gate.passed ? 'passed' : 'not passed', data.gate.movedShare === null ? null : `would move ${percent(data.gate.movedShare)}`]);
  const structure = data.report && data.report.structure;
  section('overview', 'At a glance', 'At a glance',
    element('dl', {class: 'facts'}, ...facts.map(([term, value, more]) => element('div', {},
      element('dt', {}, term), element('dd', {}, value, more ? element('small', {}, more) : null)))),
    structure ? element('p', {class: `verdict ${structure.betterThanNoise ? 'good' : 'bad'}`, style: 'margin-top:16px'}, structure.sentence) : null,
    data.report ? paragraph(data.report.why, 'note') : paragraph('No training report is kept for this version: what follows comes from the model alone.', 'note'));
}

function segments() {
  const anyValue = data.segments.some(segment => segment.clv !== null);
  const horizon = data.value ? ` over ${number(data.value.horizonWeeks)} weeks` : '';
  section('segments', 'Segments', 'Segments',
    table(`The segments, by their ${count(customersOf)} sampled customers`,
      ['Segment', new Words('Slug'), 'Customers', 'Share', 'Revenue', ...(anyValue ? [`CLV a customer${horizon}`, 'Churned'] : [])],
      data.segments.map(segment => [named(segment.id), new Words(segment.slug, false), count(segment.customers),
        percent(segment.customers / customersOf), money(segment.revenue),
        ...(anyValue ? [fixed(segment.clv, 2), percent(segment.churn)] : [])])),
    paragraph('Revenue is the net money of the sampled customers, lifetime. A segment keeps its id, slug, colour and mark for life; its label is renewed when it is no longer true.', 'note'));
}

function profiles() {
  if (!data.report) return;
  const spread = j => {
    const values = data.segments.map(segment => segment.z[j]);
    return Math.max(...values) - Math.min(...values);
  };
  const order = data.features.map((_, j) => j).sort((a, b) => spread(b) - spread(a));
  const cell = (segment, j) => {
    const z = segment.z[j];
    const strength = Math.min(1, Math.abs(z) / 2) * .62;
    return element('td', {
      style: `background: rgba(var(${z < 0 ? '--low' : '--high'}), ${strength.toFixed(3)})`,
      title: `${segment.label}: mean ${data.features[j]} ${number(segment.profile[j])}`,
    }, signed(z));
  };
  const caption = 'Deviations of each segment from the average customer, in standard deviations';
  const view = scrolled(caption, element('table', {class: 'heat', id: 'heat'},
    element('thead', {}, element('tr', {}, element('th', {scope: 'col', class: 'left'}, 'Feature'),
      ...data.segments.map(segment => element('th', {scope: 'col'}, named(segment.id))))),
    element('tbody', {}, ...order.map(j => element('tr', {}, element('th', {scope: 'row'}, broken(data.features[j])),
      ...data.segments.map(segment => cell(segment, j)))))));
  section('profiles', 'Profiles', 'What sets the segments apart',
    paragraph('Features that set the segments apart most come first. Orange is above the average customer, blue below.', 'note'),
    view,
    element('details', {}, element('summary', {}, 'Means as they are'),
      table('Means of the features over the segment’s sampled customers who have them',
        ['Feature', ...data.segments.map(segment => named(segment.id))],
        order.map(j => [broken(data.features[j]), ...data.segments.map(segment => number(segment.profile[j]))]))));
}

function choice() {
  if (!data.report) return;
  const tried = data.report.candidates;
  if (!tried.length) {
    section('choice', 'How many', 'How many segments', paragraph(`${data.chosen}, as in the model before.`), list(data.report.reasons));
    return;
  }
  if (tried.length === 1) {
    // One point is no curve.
    const [only] = tried;
    section('choice', 'How many', `Why ${data.chosen} segments`, list(data.report.reasons),
      table(`What ${only.clusters} clusters measure`, ['Inertia', 'Silhouette', 'Calinski-Harabasz', 'Davies-Bouldin', 'Stability'],
        [[fixed(only.inertia, 2), fixed(only.silhouette, 4), fixed(only.calinskiHarabasz, 1), fixed(only.daviesBouldin, 4), fixed(only.stability, 3)]]));
    return;
  }
  const curve = (key, title, says, places, more = {}) => chart(title, says, 190, () => ({
    // To the right, room for half of "chosen".
    grid: {left: 8, right: 26, top: 22, bottom: 4, containLabel: true},
    tooltip: tip({trigger: 'axis', valueFormatter: value => fixed(value, places)}),
    xAxis: axis({type: 'category', data: tried.map(candidate => String(candidate.clusters)), boundaryGap: false}),
    yAxis: axis({type: 'value', scale: true, splitNumber: 3, axisLabel: {color: style('--quiet'), formatter: value => number(value)}, ...more}),
    series: [{
      type: 'line', name: title, data: tried.map(candidate => candidate[key]), symbol: 'circle',
      symbolSize: (_, point) => tried[point.dataIndex].clusters === data.chosen ? 11 : 5,
      lineStyle: {color: style('--accent'), width: 2}, itemStyle: {color: style('--accent')},
      markLine: {
        silent: true, symbol: 'none', lineStyle: {color: style('--text'), type: 'dashed', width: 1},
        label: {formatter: 'chosen', color: style('--text'), fontSize: 12},
        data: [{xAxis: String(data.chosen)}],
      },
    }],
  }), () => table(title, ['Clusters', title], tried.map(candidate => [
    candidate.clusters === data.chosen ? `${candidate.clusters}, chosen` : String(candidate.clusters), fixed(candidate[key], places)])));
  const elbow = data.report.elbow === null ? 'no clear elbow' : `elbow at ${data.report.elbow}`;
  const curves = [
    curve('inertia', 'Inertia', `Falls with every cluster; ${elbow}.`, 2),
    curve('silhouette', 'Silhouette', 'Higher is better.', 4),
    curve('calinskiHarabasz', 'Calinski-Harabasz', 'Higher is better.', 1),
    curve('daviesBouldin', 'Davies-Bouldin', 'Lower is better.', 4),
  ];
  if (tried.some(candidate => candidate.stability !== null)) {
    curves.push(curve('stability', 'Stability', 'Agreement of clusterings of parts of the sample; 1 is the same.', 3, {min: range => Math.min(0, range.min), max: 1}));
  }
  section('choice', 'How many', `Why ${data.chosen} segments`, list(data.report.reasons), element('div', {class: 'grid small'}, ...curves));
}

function noise() {
  const structure = data.report && data.report.structure;
  if (!structure) return;
  section('noise', 'Chance', 'Better than chance?',
    element('p', {class: `verdict ${structure.betterThanNoise ? 'good' : 'bad'}`}, structure.sentence),
    table(`${count(structure.sampled)} customers as they are, and with every feature shuffled by itself, so that nothing hangs together`,
      ['', 'As they are', 'Shuffled, mean', 'Shuffled, best'],
      [['Variance within the segments', percent(structure.unexplained), percent(structure.shuffledUnexplained), percent(structure.shuffledLeast)],
        ['Silhouette', fixed(structure.silhouette, 4), fixed(structure.shuffledSilhouette, 4), '–']]));
}

function hierarchy() {
  const ward = data.report && data.report.hierarchy;
  if (!ward) return;
  const tree = dendrogram(ward);
  const says = `Ward’s hierarchical clustering of ${count(ward.leaves.length)} customers, cut at ${data.chosen}; the height of a joint is the Ward distance of the two it joins. Its agreement with the model (adjusted Rand index) is ${fixed(ward.agreement, 3)}; 1 is the same, 0 is chance.`;
  section('hierarchy', 'Hierarchy', 'Hierarchy', chart('Dendrogram', says, 340, () => ({
    grid: {left: 8, right: 62, top: 16, bottom: 8, containLabel: true},
    xAxis: axis({type: 'value', min: -1, max: tree.groups.length, show: false}),
    yAxis: axis({type: 'value', min: 0, max: tree.highest * 1.04, axisLine: {show: false},
      axisLabel: {color: style('--quiet'), showMaxLabel: false, formatter: value => number(value)}}),
    series: [{
      type: 'custom', silent: true, data: tree.lines.map((_, i) => i),
      renderItem: (params, api) => {
        const line = tree.lines[params.dataIndex];
        return {
          type: 'polyline', shape: {points: line.points.map(point => api.coord(point))},
          style: {stroke: line.colour ? colourOf(line.colour.id) : style('--quiet'), fill: null, lineWidth: 1.6},
        };
      },
      markLine: {
        silent: true, symbol: 'none', lineStyle: {color: style('--text'), type: 'dashed', width: 1},
        label: {formatter: `cut at ${data.chosen}`, color: style('--text'), fontSize: 12}, data: [{yAxis: tree.cutAt}],
      },
    }],
  }), () => table('The clusters at the cut, and the segment most of their customers are in',
    ['Segment', 'Customers of the cluster', 'Of them in the segment'],
    tree.clusterRows.map(cluster => [named(cluster.id), count(cluster.customers), percent(cluster.share)]))));
}

function space() {
  const points = data.report && data.report.scatter;
  if (!points) return;
  const explained = points.explained.reduce((sum, share) => sum + share, 0);
  section('space', 'Space', 'The customers in space',
    paragraph(`${count(points.points.length)} customers along the first three principal components, which hold ${percent(explained)} of the variance: segments that seem to overlap here may differ in what is left. Drag to turn; arrow keys turn, + and − zoom, 0 resets.`, 'note'),
    scatter(points.points, points.explained, data.segments.map(segment => segment.id)));
}

function lineage() {
  const words = {
    KEPT: event => ['lives on', event.distance === null ? '' : `its centre moved by ${fixed(event.distance, 3)}`],
    BORN: () => ['was born', ''], RETIRED: () => ['retired', ''],
    SPLIT: event => ['split off from', event.related], MERGED: event => ['merged into', event.related],
  };
  const what = event => {
    const [verb, more] = words[event.kind](event);
    const others = Array.isArray(more) ? more.flatMap((id, i) => i ? [' and ', named(id)] : [' ', named(id)]) : [more ? `, ${more}` : ''];
    return element('span', {}, `${verb}`, ...others);
  };
  const rows = data.lineage.flatMap(version => version.events
    .filter(event => event.kind !== 'KEPT' || version.version === data.version)
    .map(event => [`v${version.version}`, moment(version.trainedAt), named(event.segment), what(event)]));
  section('lineage', 'Lineage', 'What became of the segments',
    rows.length
      ? table(`What became of segments in ${count(data.lineage.length)} version${data.lineage.length === 1 ? '' : 's'} (of those that lived on: the present version only)`,
        ['Version', ...['Trained', 'Segment', 'What happened'].map(title => new Words(title))],
        rows.map(([version, ...texts]) => [version, ...texts.map(text => new Words(text, false))]))
      : paragraph('These are the first segments: nothing came before them.', 'note'));
}

function gate() {
  if (!data.gate) {
    section('gate', 'Gate', 'Gate', paragraph('The gate was not asked: there was no model in force to hold this one against, or it was published before there was a gate.', 'note'));
    return;
  }
  const {passed, against, movedShare, silhouette, silhouetteInForce, inertiaRatio, limits} = data.gate;
  const limitRows = [
    ['Customers it would move', percent(movedShare), `at most ${percent(limits.maxMoved)}`],
    ['Silhouette, here and in force', `${fixed(silhouette, 4)} and ${fixed(silhouetteInForce, 4)}`, `at least ${percent(limits.minSilhouetteRatio)} of that in force`],
    ['Inertia to that of the model in force', fixed(inertiaRatio, 4), `at most ${fixed(limits.maxInertiaRatio, 2)}`],
  ];
  const inOrder = ids => [...new Set(ids)].sort((a, b) => (a === null) - (b === null) || numberOf(a) - numberOf(b));
  const froms = inOrder(data.migration.map(move => move.from));
  const tos = inOrder(data.migration.map(move => move.to));
  const most = Math.max(1, ...data.migration.map(move => move.customers));
  const moves = new Map(data.migration.map(move => [`${move.from}>${move.to}`, move.customers]));
  const matrix = () => scrolled(
    'Who would go where: sampled customers from the segment they were in (rows) to the segment they come to (columns)',
    element('table', {class: 'heat', id: 'migration'},
      element('thead', {}, element('tr', {}, element('th', {scope: 'col', class: 'left'}, 'From'),
        ...tos.map(to => element('th', {scope: 'col'}, named(to))))),
      element('tbody', {}, ...froms.map(from => element('tr', {}, element('th', {scope: 'row'}, named(from)), ...tos.map(to => {
        const customers = moves.get(`${from}>${to}`) || 0;
        const tint = customers === 0 ? 0 : .12 + .5 * customers / most;
        return element('td', {style: `background: rgba(var(${from === to ? '--low' : '--high'}), ${tint.toFixed(3)})`}, customers ? count(customers) : '·');
      }))))));
  section('gate', 'Gate', 'Gate',
    element('p', {class: `verdict ${passed ? 'good' : 'bad'}`}, passed ? 'Passed.' : 'Not passed: it waits for a person.',
      against === null ? '' : ` Held against v${against}.`),
    list(data.gate.reasons),
    [movedShare, silhouette, inertiaRatio].every(figure => figure === null) ? null
      : table('What was measured, and what was asked', ['', 'Measured', 'Asked'], limitRows),
    data.migration.length ? matrix() : null,
    data.migration.length ? paragraph('Blue: stays. Orange: moves.', 'note') : null);
}

function drift() {
  const shift = data.report && data.report.drift;
  if (!shift) return;
  const sorted = [...shift.features].sort((a, b) => b.psi - a.psi);
  section('drift', 'Drift', 'Drift', paragraph(shift.sentence),
    shift.inertiaRatio === null ? null : paragraph(`Inertia a customer under the model before is ${fixed(shift.inertiaRatio, 3)} times what it was.`, 'note'),
    sorted.length ? chart('Population stability index', 'How much each feature has shifted since the model before: below 0.1 little, above 0.25 much.', barsHigh(sorted.length), () => ({
      grid: {left: 8, right: 40, top: 8, bottom: 4, containLabel: true},
      tooltip: tip({trigger: 'axis', axisPointer: {type: 'shadow'}, valueFormatter: value => fixed(value, 3)}),
      xAxis: axis({type: 'value', max: range => Math.max(.3, range.max * 1.05), axisLabel: {color: style('--quiet'), formatter: value => fixed(value, 2)}}),
      yAxis: axis({type: 'category', inverse: true, data: sorted.map(feature => feature.feature), axisLabel: {interval: 0, color: style('--text'), width: 170, overflow: 'break', lineHeight: 14}}),
      series: [{
        type: 'bar', name: 'PSI', data: sorted.map(feature => feature.psi), barMaxWidth: 16, itemStyle: {color: style('--accent')},
        label: {show: true, position: 'right', color: style('--text'), formatter: point => fixed(point.value, 3)},
        markLine: {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: style('--quiet'), type: 'dashed'}, data: [{xAxis: .1}, {xAxis: .25}]},
      }],
    }), () => table('Population stability index', ['Feature', 'PSI'], sorted.map(feature => [feature.feature, fixed(feature.psi, 4)]))) : null);
}

function value() {
  const fit = data.value;
  const sentence = data.report && data.report.valueSentence;
  if (!fit && !sentence) return;
  const parts = [sentence ? paragraph(sentence) : null];
  if (fit) {
    parts.push(table('Fitted by maximum likelihood; time in weeks',
      ['Parameter', 'Value', new Words('Meaning')],
      [['r', fit.r, 'BG/NBD: shape of the purchase rate'], ['α', fit.alpha, 'BG/NBD: scale of the purchase rate'],
        ['a', fit.a, 'BG/NBD: first shape of the dropout probability'], ['b', fit.b, 'BG/NBD: second shape of the dropout probability'],
        ['p', fit.p, 'Gamma-Gamma: shape of the value of a purchase'], ['q', fit.q, 'Gamma-Gamma: shape of the customers’ scales'],
        ['γ', fit.gamma, 'Gamma-Gamma: scale of the customers’ scales']].map(([name, figure, meaning]) => [name, fixed(figure, 4), new Words(meaning)])));
    const bars = (key, title, says, format, tick) => chart(title, says, barsHigh(data.segments.length), () => ({
      grid: {left: 8, right: 60, top: 4, bottom: 4, containLabel: true},
      xAxis: axis({type: 'value', splitNumber: 3, axisLabel: {color: style('--quiet'), formatter: tick}}),
      yAxis: axis({type: 'category', inverse: true, data: data.segments.map(segment => segment.label), axisLabel: {interval: 0, color: style('--text'), width: 150, overflow: 'break', lineHeight: 14}}),
      series: [{
        type: 'bar', barMaxWidth: 16, label: {show: true, position: 'right', color: style('--text'), formatter: point => format(point.value)},
        data: data.segments.map(segment => ({value: segment[key], itemStyle: {color: colourOf(segment.id)}})),
      }],
    }), () => table(title, ['Segment', title], data.segments.map(segment => [named(segment.id), segment[key] === null ? '–' : format(segment[key])])));
    parts.push(element('div', {class: 'grid wide'},
      bars('clv', 'CLV', `Mean predicted spend of a customer who has bought, over ${number(fit.horizonWeeks)} weeks.`, amount => fixed(amount, 2), amount => number(amount)),
      bars('churn', 'Churn', 'Mean probability that a customer who has bought has left for good.', share => percent(share), share => percent(share, 0))));
  }
  section('value', 'Value', 'Value and churn', ...parts);
}

function contents() {
  document.getElementById('contents').append(...sections.map(({id, short}) =>
    element('li', {}, element('a', {href: `#${id}`}, short))));
}

function theme() {
  const button = document.getElementById('theme');
  const root = document.documentElement;
  const use = dark => {
    root.dataset.theme = dark ? 'dark' : 'light';
    root.style.colorScheme = root.dataset.theme;
    button.textContent = dark ? 'Light' : 'Dark';
    button.setAttribute('aria-label', dark ? 'Use the light theme' : 'Use the dark theme');
    redraw();
  };
  const preferred = matchMedia('(prefers-color-scheme: dark)');
  button.addEventListener('click', () => use(root.dataset.theme !== 'dark'));
  preferred.addEventListener('change', event => use(event.matches));
  use(preferred.matches);
}

head();
overview();
segments();
profiles();
choice();
noise();
hierarchy();
space();
lineage();
gate();
drift();
value();
contents();
theme();
let waiting = 0;
addEventListener('resize', () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(redraw);
});
