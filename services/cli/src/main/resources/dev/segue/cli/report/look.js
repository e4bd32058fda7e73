'use strict';
// How things look: numbers, colours, marks, and small builders of elements.

const data = JSON.parse(document.getElementById('data').textContent);

// Each at least 3 to 1 against both themes' backgrounds; told apart by shape too, for who cannot by colour.
const COLOURS = [
  '#1e78c3', '#d9530f', '#0c8f80', '#bf3a8e', '#967600', '#6f66dd', '#3b9cb5', '#a85a4a', '#7a8590', '#5c8f2a',
];
const SHAPES = [
  'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z', 'M2.5 2.5h11v11h-11z', 'M8 1.5 15 14H1z', 'M8 1 15 8 8 15 1 8z',
];

// A segment's number is never given to another, so its colour and shape are its own for life. Ten colours and four shapes
// come round together after twenty; one shape further then, so that forty segments are told apart.
const numberOf = id => Math.max(1, parseInt(id.slice(id.lastIndexOf('-') + 1), 10) || 1) - 1;
const colourOf = id => COLOURS[numberOf(id) % COLOURS.length];
const shapeOf = id => (numberOf(id) + Math.floor(numberOf(id) / 20)) % SHAPES.length;

const segmentOf = new Map(data.segments.map(segment => [segment.id, segment]));

const whole = new Intl.NumberFormat('en-GB', {maximumFractionDigits: 0});
const count = value => whole.format(value);
const fixed = (value, places) => value === null || value === undefined ? '–'
  : new Intl.NumberFormat('en-GB', {minimumFractionDigits: places, maximumFractionDigits: places}).format(value);
const percent = (value, places = 1) => value === null || value === undefined ? '–' : `${fixed(100 * value, places)} %`;
const signed = value => (value > 0 ? '+' : value < 0 ? '−' : '') + fixed(Math.abs(value), 2);
const number = value => {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  return Number.isInteger(value) ? count(value) : fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4);
};
const money = text => text === null ? '–' : fixed(Number(text), 2);
const moment = iso => iso.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

function mark(id) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', '13');
  svg.setAttribute('height', '13');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[shapeOf(id)]);
  path.setAttribute('fill', colourOf(id));
  svg.append(path);
  return svg;
}

// A segment wherever it is named: its mark, its label, its id; of one that is gone only the id is known.
function named(id) {
  if (id === null) return element('span', {}, 'unassigned');
  const segment = segmentOf.get(id) || data.gone.find(other => other.id === id);
  return element('span', {class: 'segment'}, mark(id),
    element('span', {}, segment ? `${segment.label} ` : '', element('span', {class: 'id'}, id)));
}

// The name of a feature, which may break into lines where its parts meet.
const broken = name => element('span', {}, ...name.split(/(?<=[._=])/).flatMap(part => [part, element('wbr')]));

// A cell of text: to the left, and broken into lines where it is long.
class Words {
  constructor(content, long = true) { Object.assign(this, {content, long}); }
}

// A wide table scrolls by itself, not the page with it.
function scrolled(caption, made) {
  made.setAttribute('aria-label', caption);
  return element('div', {}, element('p', {class: 'note caption'}, caption),
    element('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': `${caption}, scrollable`}, made));
}

function table(caption, head, rows, kind = '') {
  const cell = (content, first) => first ? element('th', {scope: 'row'}, content)
    : content instanceof Words ? element('td', {class: content.long ? 'words' : 'left'}, content.content)
      : element('td', {}, content);
  const title = (content, i) => content instanceof Words || i === 0
    ? element('th', {scope: 'col', class: 'left'}, content instanceof Words ? content.content : content)
    : element('th', {scope: 'col'}, content);
  return scrolled(caption, element('table', {class: kind},
    element('thead', {}, element('tr', {}, ...head.map(title))),
    element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((content, i) => cell(content, i === 0)))))));
}

const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

// Drawn again whenever the theme or the width changes.
const drawings = [];
const redraw = () => drawings.forEach(draw => draw());

// So high that every bar has room for a name of two lines.
const barsHigh = bars => 40 + 38 * bars;

// A chart, so many pixels high, with its table: what it shows to whom cannot see it, or wants the numbers.
function chart(title, says, height, option, asTable) {
  const place = element('div', {class: 'chart', style: `height: ${height}px`, role: 'img', 'aria-label': `${title}. ${says}`});
  let drawn = null;
  drawings.push(() => {
    if (!drawn) drawn = echarts.init(place, null, {renderer: 'svg'});
    drawn.resize();
    drawn.setOption({animation: !still, animationDuration: 300, ...option()}, true);
  });
  return element('figure', {},
    element('h3', {}, title), element('p', {class: 'note'}, says), place,
    element('details', {}, element('summary', {}, 'Table'), asTable()));
}

const axis = (more = {}) => ({
  axisLine: {lineStyle: {color: style('--line')}}, axisTick: {show: false},
  axisLabel: {color: style('--quiet')}, nameTextStyle: {color: style('--quiet')},
  splitLine: {lineStyle: {color: style('--line'), opacity: .6}}, ...more,
});
const tip = (more = {}) => ({
  backgroundColor: style('--raised'), borderColor: style('--line'), textStyle: {color: style('--text'), fontSize: 13},
  confine: true, ...more,
});
