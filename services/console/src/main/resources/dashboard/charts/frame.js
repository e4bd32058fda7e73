// What charts have in common: they are drawn for the width there is, and tell more about a mark that is pointed at.

import {html, useEffect, useLayoutEffect, useRef, useState} from '../markup.js';

/** [reference for the element around a chart, its width in pixels; 0 until it is known]. */
export function useWidth() {
  const element = useRef(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => setWidth(element.current.clientWidth), []);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

/** {tip, show(event, content), hide}: a note beside the pointer. What it says is in the table too, for who has no pointer. */
export function useTip() {
  const [at, setAt] = useState(null);
  const show = (event, content) => setAt({x: event.clientX, y: event.clientY, content});
  const tip = at && html`<div class="tip" aria-hidden="true" style=${{
    left: `${Math.min(at.x + 14, innerWidth - 270)}px`, top: `${Math.min(at.y + 14, innerHeight - 90)}px`,
  }}>${at.content}</div>`;
  return {tip, show, hide: () => setAt(null)};
}

/** Round values from low to high, about so many. */
export function ticks(low, high, wanted = 3) {
  const range = high - low || Math.abs(high) || 1;
  const rough = range / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough);
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) found.push(Number(value.toPrecision(12)));
  return found;
}

export const path = points => points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
