// Customers in space, drawn by hand on a canvas: turned by dragging or the arrow keys, a click leads to the customer.

import {html, useEffect, useRef} from '../markup.js';
import {count, percent} from '../format.js';
import {useTip} from './frame.js';

const START = {turn: 0.6, tilt: 0.35, zoom: 1};
const EYE = 3.2;
const CLICK_SLACK = 9;
const ROOM_FOR_NAMES = 520;

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Points around their middle, scaled so that nearly all are within one of it: a few far out must not shrink the rest to a speck. */
export function settle(points) {
  const middle = ['x', 'y', 'z'].map(axis => points.reduce((sum, point) => sum + point[axis], 0) / (points.length || 1));
  const away = ({x, y, z}) => Math.hypot(x - middle[0], y - middle[1], z - middle[2]);
  const reach = points.map(away).sort((a, b) => a - b)[Math.floor(points.length * 0.98)] || 1;
  return ({x, y, z}) => [(x - middle[0]) / reach, (y - middle[1]) / reach, (z - middle[2]) / reach];
}

function turned([x, y, z], {turn, tilt}) {
  const depth = x * Math.sin(turn) + z * Math.cos(turn);
  return [x * Math.cos(turn) - z * Math.sin(turn), y * Math.cos(tilt) - depth * Math.sin(tilt), y * Math.sin(tilt) + depth * Math.cos(tilt)];
}

function dot(pen, pattern, x, y, r) {
  pen.beginPath();
  if (pattern === 1) pen.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
  else if (pattern === 2) { pen.moveTo(x, y - 1.2 * r); pen.lineTo(x + 1.1 * r, y + r); pen.lineTo(x - 1.1 * r, y + r); }
  else if (pattern === 3) { pen.moveTo(x, y - 1.3 * r); pen.lineTo(x + 1.3 * r, y); pen.lineTo(x, y + 1.3 * r); pen.lineTo(x - 1.3 * r, y); }
  else pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fill();
}

/**
 * @param points {x, y, z, segment, customer_id} of who is shown
 * @param all all of them, for the scale, which stays while segments are hidden
 * @param segmentOf the segment of an id
 */
export function Space({points, all, centroids, explained, segmentOf, label, onOpen}) {
  const canvas = useRef(null);
  const view = useRef({...START});
  const drawn = useRef([]);
  const drawing = useRef(() => {});
  const {tip, show, hide} = useTip();

  drawing.current = () => {
    const {clientWidth: width, clientHeight: height} = canvas.current;
    if (!width) return;
    const ratio = devicePixelRatio || 1;
    Object.assign(canvas.current, {width: width * ratio, height: height * ratio});
    const pen = canvas.current.getContext('2d');
    pen.scale(ratio, ratio);
    const place = settle(all);
    const unit = 0.46 * Math.min(width, height * 1.15) * view.current.zoom;
    const project = at => {
      const [x, y, depth] = turned(at, view.current);
      const near = EYE / (EYE - Math.min(depth, EYE - 0.6));
      return [width / 2 + x * unit * near, height / 2 - y * unit * near, near];
    };
    const font = getComputedStyle(document.body).fontFamily;
    pen.font = `12px ${font}`;
    pen.strokeStyle = colour('--line-strong');
    pen.fillStyle = colour('--quiet');
    const origin = project([0, 0, 0]);
    [[1.15, 0, 0], [0, 1.15, 0], [0, 0, 1.15]].forEach((end, i) => {
      const tipAt = project(end);
      pen.beginPath();
      pen.moveTo(origin[0], origin[1]);
      pen.lineTo(tipAt[0], tipAt[1]);
      pen.stroke();
      const name = `Axis ${i + 1} · ${percent(explained[i], 0)}`;
      pen.fillText(name, Math.max(4, Math.min(tipAt[0] + 5, width - pen.measureText(name).width - 4)), Math.max(14, Math.min(height - 6, tipAt[1])));
    });
    const size = Math.max(2, Math.min(3.6, 130 / Math.sqrt(all.length || 1)));
    const colours = new Map();
    const colourFor = id => {
      if (!colours.has(id)) colours.set(id, colour(id ? `--segment-${segmentOf(id)?.colour ?? 8}` : '--none'));
      return colours.get(id);
    };
    drawn.current = points.map(point => ({point, at: project(place(point))})).sort((a, b) => a.at[2] - b.at[2]);
    for (const {point, at: [x, y, near]} of drawn.current) {
      // What is far is small and pale, which the eye takes for depth.
      pen.globalAlpha = Math.max(0.18, Math.min(0.92, 0.62 + (near - 1) * 1.1));
      pen.fillStyle = colourFor(point.segment);
      dot(pen, segmentOf(point.segment)?.pattern ?? 0, x, y, size * near);
    }
    pen.globalAlpha = 1;
    pen.font = `600 12px ${font}`;
    pen.lineWidth = 4;
    pen.lineJoin = 'round';
    const named = [];
    for (const centroid of centroids) {
      const [x, y] = project(place(centroid));
      // Where there is no room for names, the legend has them.
      const words = width < ROOM_FOR_NAMES ? '' : centroid.label.length > 44 ? `${centroid.label.slice(0, 43)}…` : centroid.label;
      const from = Math.max(6, Math.min(x + 9, width - pen.measureText(words).width - 8));
      // One name below the other where they would stand on each other.
      let base = y + 4;
      while (named.some(other => Math.abs(other.base - base) < 15 && from < other.to && other.from < from + pen.measureText(words).width)) base += 5;
      named.push({base, from, to: from + pen.measureText(words).width});
      pen.strokeStyle = colour('--surface');
      pen.strokeText(words, from, base);
      pen.fillStyle = colour('--text');
      pen.fillText(words, from, base);
      pen.beginPath();
      pen.arc(x, y, 5.5, 0, 2 * Math.PI);
      pen.stroke();
      pen.fillStyle = colourFor(centroid.id);
      pen.fill();
    }
  };

  useEffect(() => {
    const draw = () => drawing.current();
    const observer = new ResizeObserver(draw);
    observer.observe(canvas.current);
    addEventListener('segue:theme', draw);
    return () => { observer.disconnect(); removeEventListener('segue:theme', draw); };
  }, []);
  useEffect(() => drawing.current());

  const nearest = event => {
    const box = canvas.current.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    for (const one of drawn.current) {
      const away = Math.hypot(one.at[0] - x, one.at[1] - y);
      if (away < CLICK_SLACK && (!best || away <= best.away)) best = {away, point: one.point};
    }
    return best?.point;
  };

  useEffect(() => {
    const place = canvas.current;
    let held = null;
    let moved = false;
    let frame = 0;
    const soon = () => { cancelAnimationFrame(frame); frame = requestAnimationFrame(() => drawing.current()); };
    const tiltTo = tilt => { view.current.tilt = Math.min(1.5, Math.max(-1.5, tilt)); };
    const zoomBy = factor => { view.current.zoom = Math.min(8, Math.max(0.4, view.current.zoom * factor)); };
    const keys = {
      ArrowLeft: () => { view.current.turn += 0.12; }, ArrowRight: () => { view.current.turn -= 0.12; },
      ArrowUp: () => tiltTo(view.current.tilt - 0.12), ArrowDown: () => tiltTo(view.current.tilt + 0.12),
      '+': () => zoomBy(1.15), '=': () => zoomBy(1.15), '-': () => zoomBy(1 / 1.15), 0: () => Object.assign(view.current, START),
    };
    const on = {
      pointerdown: event => { held = event; moved = false; place.setPointerCapture(event.pointerId); hide(); },
      pointermove: event => {
        if (!held) {
          const point = nearest(event);
          place.style.cursor = point ? 'pointer' : '';
          if (point) show(event, html`<strong>${point.customer_id}</strong><br />${segmentOf(point.segment)?.label ?? 'In no segment'}`);
          else hide();
          return;
        }
        const [dx, dy] = [event.clientX - held.clientX, event.clientY - held.clientY];
        if (!moved && Math.hypot(dx, dy) < 4) return;
        moved = true;
        view.current.turn -= dx / 160;
        tiltTo(view.current.tilt + dy / 160);
        held = event;
        soon();
      },
      pointerup: event => {
        const point = held && !moved && nearest(event);
        held = null;
        if (point) opened.current(point.customer_id);
      },
      pointercancel: () => { held = null; },
      pointerleave: () => hide(),
      wheel: event => {
        // Without a key the page scrolls.
        if (!event.ctrlKey && !event.shiftKey) return;
        event.preventDefault();
        zoomBy(Math.exp(-(event.deltaY || event.deltaX) / 500));
        soon();
      },
      keydown: event => {
        if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        keys[event.key]();
        soon();
      },
    };
    for (const [name, listener] of Object.entries(on)) place.addEventListener(name, listener, {passive: false});
    return () => {
      cancelAnimationFrame(frame);
      for (const [name, listener] of Object.entries(on)) place.removeEventListener(name, listener);
    };
  }, []);
  const opened = useRef(onOpen);
  opened.current = onOpen;

  return html`
    <canvas ref=${canvas} class="space" tabindex="0" role="img"
      aria-label="${label} ${count(points.length)} are shown. Turn with the arrow keys, zoom with plus and minus, 0 to begin again."></canvas>${tip}`;
}
