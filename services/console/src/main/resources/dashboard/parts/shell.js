// The frame around every page: which segmentation, which model, is it live, and the way to the other pages.

import {html, useEffect, useState} from '../markup.js';
import {ask} from '../api.js';
import {ago, count, span} from '../format.js';
import {useLive} from '../live.js';
import {setQuery, to, useRoute} from '../router.js';
import {useLooking} from './context.js';

const PAGES = [
  ['/', 'Overview'], ['/segments', 'Segments'], ['/map', 'Map'], ['/flows', 'Flows'], ['/model', 'Model'],
  ['/strategies', 'Strategies'], ['/customers', 'Customers'], ['/operations', 'Operations'],
];
const isAt = (path, page) => page === '/' ? path === '/' : path === page || path.startsWith(`${page}/`);

function LiveState() {
  const {state, rates, heard} = useLive();
  const perSecond = rates?.rates?.events_per_second;
  const says = {
    connecting: 'connecting', live: 'live', reconnecting: 'reconnecting', stale: `stale, ${span(Date.now() - heard)} old`,
  }[state];
  return html`
    <span class="live ${state}"><span class="dot" aria-hidden="true"></span>
      <span role="status">${says}</span>
      ${state === 'live' && perSecond !== undefined && html`<span class="rate">${count(perSecond)}<span class="unit"> ev/s</span></span>`}
    </span>`;
}

const THEMES = {system: ['light', 'System theme', '◐'], light: ['dark', 'Light theme', '☀'], dark: ['system', 'Dark theme', '☾']};
function ThemeSwitch() {
  const [chosen, setChosen] = useState(window.segueTheme.chosen());
  const [next, name, sign] = THEMES[chosen] || THEMES.system;
  const turn = () => { window.segueTheme.choose(next); setChosen(next); };
  return html`
    <button type="button" class="icon" onClick=${turn} title=${`${name}; press for ${THEMES[next][1].toLowerCase()}`}
      aria-label=${`${name}; press for ${THEMES[next][1].toLowerCase()}`}><span aria-hidden="true">${sign}</span></button>`;
}

function ModelState() {
  const {segmentation} = useLooking();
  const {model_version: version, trained_at: trained, held_version: held} = segmentation;
  // The age grows while nobody does anything.
  const [, setNow] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30000);
    return () => clearInterval(timer);
  }, []);
  if (!version) return html`<span class="model-state quiet">no model yet</span>`;
  return html`
    <a class="model-state" href=${to('/model')}>model v${version}<span class="quiet"> · ${ago(trained)}</span>
      ${held && html`<span class="badge warn">v${held} waits for you</span>`}</a>`;
}

export function Shell({children}) {
  const {session, segmentations, segmentation} = useLooking();
  const {path} = useRoute();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const here = PAGES.find(([page]) => isAt(path, page));
  const leave = async () => {
    await ask('DELETE', '/session');
    location.assign('/');
  };
  return html`
    <a class="skip" href="#main">Skip to the content</a>
    <header class="top">
      <div class="bar">
        <a class="brand" href=${to('/')}><img src="/dashboard/mark.svg" width="20" height="20" alt="" />Segue</a>
        <label class="switch"><span class="unseen">Segmentation</span>
          <select value=${segmentation.id} onChange=${event => setQuery({s: event.target.value})}>
            ${segmentations.map(({id}) => html`<option key=${id} value=${id}>${id}</option>`)}
          </select></label>
        <${ModelState} />
        <span class="gap"></span>
        <${LiveState} />
        <${ThemeSwitch} />
        ${session.access !== 'local' && html`<button type="button" class="plain leave" onClick=${leave} title=${session.name}>Log out</button>`}
        <button type="button" class="menu" aria-expanded=${open} aria-controls="pages" onClick=${() => setOpen(!open)}>
          ${here ? here[1] : 'Pages'} <span aria-hidden="true">▾</span></button>
      </div>
      <nav id="pages" class=${open ? 'open' : ''} aria-label="Pages">
        <ul>${PAGES.map(([page, name]) => html`
          <li key=${page}><a href=${to(page)} aria-current=${isAt(path, page) ? 'page' : null}>${name}</a></li>`)}</ul>
        <div class="nav-model"><${ModelState} /></div>
      </nav>
    </header>
    <main id="main" tabindex="-1">${children}</main>
    <footer>
      <span>Figures as of now, from this Segue alone.</span>
      <a href="/api-docs">API</a>
    </footer>`;
}

