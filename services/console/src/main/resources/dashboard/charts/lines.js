// One figure over time: lines with their last value written beside them.

import {html, useState} from '../markup.js';
import {count} from '../format.js';
import {path, ticks, useWidth} from './frame.js';

/**
 * @param series [{name, colour, values}], all as long as `at`
 * @param at labels of the points along the time axis
 * @param write how a value is written
 * @param zero whether the axis begins at zero
 */
export function Lines({series, at, write, label, height = 132, zero = false, endLabels = true}) {
  const [element, width] = useWidth();
  const [pointed, setPointed] = useState(null);
  const values = series.flatMap(one => one.values).filter(value => value !== null && value !== undefined);
  const chart = () => {
    const [lowest, highest] = [zero ? Math.min(0, ...values) : Math.min(...values), Math.max(...values)];
    const margin = (highest - lowest) * 0.08 || Math.abs(highest) * 0.1 || 1;
    const [low, high] = [zero && lowest === 0 ? 0 : lowest - margin, highest + margin];
    // Of what is counted there is no half.
    const scale = ticks(low, high, 3).filter(tick => write !== count || Number.isInteger(tick));
    const left = 8 + 6.6 * Math.max(...scale.map(tick => write(tick).length));
    const right = width - (endLabels ? 12 + 6.8 * Math.max(...series.map(one => write(one.values.at(-1)).length)) : 10);
    const [top, bottom] = [8, height - 20];
    const x = i => left + (at.length > 1 ? i / (at.length - 1) : 0.5) * (right - left);
    const y = value => bottom - (value - low) / (high - low) * (bottom - top);
    const move = event => {
      const box = event.currentTarget.getBoundingClientRect();
      const i = Math.round((event.clientX - box.left - left) / (right - left) * (at.length - 1));
      setPointed(Math.max(0, Math.min(at.length - 1, i)));
    };
    return html`
      <svg width=${width} height=${height} role="img" aria-label=${label} onPointerMove=${move} onPointerLeave=${() => setPointed(null)}>
        ${scale.map(tick => html`
          <line class="rule" x1=${left} x2=${right} y1=${y(tick)} y2=${y(tick)} />
          <text class="axis" x=${left - 6} y=${y(tick) + 4} text-anchor="end">${write(tick)}</text>`)}
        ${at.length > 1 && html`
          <text class="axis" x=${left} y=${height - 4}>${at[0]}</text>
          <text class="axis" x=${right} y=${height - 4} text-anchor="end">${at.at(-1)}</text>`}
        ${series.map(one => html`
          <g style=${{color: one.colour}}>
            <path d=${path(one.values.map((value, i) => [x(i), y(value)]).filter(point => Number.isFinite(point[1])))}
              fill="none" stroke="currentColor" stroke-width="1.7" stroke-dasharray=${one.dashed ? '4 3' : null} stroke-linejoin="round" />
            ${pointed === null && html`<circle cx=${x(at.length - 1)} cy=${y(one.values.at(-1))} r="2.6" fill="currentColor" />`}
          </g>
          ${pointed === null && endLabels && html`<text class="value" x=${right + 7} y=${y(one.values.at(-1)) + 4}>${write(one.values.at(-1))}</text>`}`)}
        ${pointed !== null && html`
          <line class="cursor" x1=${x(pointed)} x2=${x(pointed)} y1=${top} y2=${bottom} />
          ${series.map(one => html`<circle cx=${x(pointed)} cy=${y(one.values[pointed])} r="3" style=${{fill: one.colour}} />`)}`}
      </svg>
      <p class="reading" aria-hidden="true">${pointed === null ? series.length > 1 && series.map(one => html`<span><i style=${{background: one.colour}}></i>${one.name}</span>`)
        : html`<span>${at[pointed]}</span>${series.map(one => html`<span><i style=${{background: one.colour}}></i>${series.length > 1 && `${one.name} `}<b>${write(one.values[pointed])}</b></span>`)}`}</p>`;
  };
  return html`<div class="chart" ref=${element}>${width > 0 && (values.length ? chart() : html`<p class="nothing">Nothing counted in this time.</p>`)}</div>`;
}
