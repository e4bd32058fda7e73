// Starts the console: who looks, at what, and which page the address names.

import {html, render, useEffect, useMemo, useState} from './markup.js';
import {ask, useAnswer} from './api.js';
import {setCurrency} from './format.js';
import {listen, useEvents} from './live.js';
import {catchLinks, setQuery, useRoute} from './router.js';
import {Looking} from './parts/context.js';
import {Shell} from './parts/shell.js';
import {Command, NothingYet, ProblemNote, Skeleton} from './parts/states.js';

// Pages come when they are wanted: the first view waits for none of the others.
// Those marked true have nothing to say before there is a model.
const PAGES = [
  [/^\/$/, 'Overview', () => import('./pages/overview.js'), true],
  [/^\/segments$/, 'Segments', () => import('./pages/segments.js'), true],
  [/^\/segments\/([^/]+)$/, 'Segment', () => import('./pages/segment.js')],
  [/^\/map$/, 'Map', () => import('./pages/map.js'), true],
  [/^\/flows$/, 'Flows', () => import('./pages/flows.js'), true],
  [/^\/model$/, 'Model', () => import('./pages/model.js')],
  [/^\/strategies$/, 'Strategies', () => import('./pages/strategies.js'), true],
  [/^\/customers$/, 'Customers', () => import('./pages/customers.js')],
  [/^\/customers\/([^/]+)$/, 'Customer', () => import('./pages/customer.js')],
  [/^\/operations$/, 'Operations', () => import('./pages/operations.js')],
];

function Page({segmentation: {id: segmentation, model_version: version}}) {
  const {path, query} = useRoute();
  const found = PAGES.map(([pattern, ...page]) => [pattern.exec(path), ...page]).find(([match]) => match);
  const [loaded, setLoaded] = useState(null);
  const title = found ? found[1] : 'Not found';
  const name = found && found[0][1] ? decodeURIComponent(found[0][1]) : null;
  const load = found && found[2];

  useEffect(() => {
    document.title = `${name ? `${name} · ` : ''}${title} · ${segmentation} · Segue`;
  }, [title, name, segmentation]);
  useEffect(() => {
    let wanted = true;
    load?.().then(
      module => wanted && setLoaded({title, View: module.default}),
      failure => wanted && setLoaded({title, failure}));
    return () => { wanted = false; };
  }, [title]);
  // Once there is something to look at, the rest comes too: then every page opens at once, and even while the server is away.
  useEffect(() => {
    if (!loaded || loaded.failure) return undefined;
    const timer = setTimeout(() => Promise.allSettled(PAGES.map(([, , rest]) => rest())), 1000);
    return () => clearTimeout(timer);
  }, [Boolean(loaded)]);
  // Who goes to another page by the keyboard, or hears it read, begins at its top.
  useEffect(() => {
    if (Page.former && Page.former !== path) {
      scrollTo(0, 0);
      document.getElementById('main')?.focus({preventScroll: true});
    }
    Page.former = path;
  }, [path]);

  if (!found) return html`<section class="panel empty"><h1>There is no such page</h1><p>Nothing is at <code>${path}</code>. The pages are in the bar above.</p></section>`;
  if (found[3] && !version) return html`<h1 class="unseen">${title}</h1><${NothingYet} />`;
  if (!loaded || loaded.title !== title) return html`<${Skeleton} lines=${6} height=${40} />`;
  if (loaded.failure) return html`<${ProblemNote} problem=${{status: 0, title: 'The page could not be loaded', detail: loaded.failure.message}} again=${() => location.reload()} />`;
  return html`<${loaded.View} key=${`${segmentation} ${name}`} id=${name} query=${query} />`;
}

// Who has not logged in, or may do nothing here, sees nothing else.
function Login({session: {name, ways}}) {
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState(null);
  const enter = async event => {
    event.preventDefault();
    try {
      await ask('POST', '/session', {body: {key}});
      location.reload();
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`
    <main class="login"><form class="panel" onSubmit=${enter}>
      <h1><img src="/dashboard/mark.svg" width="24" height="24" alt="" />Segue</h1>
      <p class="quiet">${name ? `You are ${name}, who has no role here: viewer, operator or admin.` : 'This console wants to know who you are.'}</p>
      ${new URLSearchParams(location.search).get('login') === 'failed' && html`<p role="alert">That did not work: the identity provider did not say who you are.</p>`}
      ${ways.filter(way => way.href).map(way => html`<a key=${way.name} class="button primary" href=${way.href}>Log in with ${way.name}</a>`)}
      ${ways.some(way => !way.href) && html`
        <label>API key <input type="password" autocomplete="current-password" required value=${key} onInput=${event => setKey(event.target.value)} /></label>
        ${problem && html`<${ProblemNote} problem=${problem} />`}
        <button class="primary">Log in</button>`}
      ${!ways.length && html`<p>There is no way to log in with yet: give the console <code>segue.console.keys</code> or an identity provider.</p>`}
    </form></main>`;
}

function App() {
  const session = useAnswer('/session');
  const known = session.data?.roles.length > 0;
  const segmentations = useAnswer(known ? '/segmentations' : null, {}, {every: 15000});
  const {query} = useRoute();
  const items = segmentations.data?.items;
  const wanted = query.get('s');
  const segmentation = items && (items.find(({id}) => id === wanted)
    || (wanted ? null : items.find(item => item.model_version) || items[0]));
  const looking = useMemo(() => session.data && segmentation && {
    session: session.data, segmentations: items, segmentation, may: role => session.data.roles.includes(role),
  }, [session.data, items, segmentation]);

  if (session.data) setCurrency(session.data.currency);
  useEffect(() => {
    if (!segmentation) return;
    listen(segmentation.id, [session.data.name, ...session.data.roles].join(' '));
    // An address that is sent to somebody means the same there, whatever is the first segmentation then.
    if (!wanted) setQuery({s: segmentation.id}, {replace: true});
  }, [segmentation?.id, wanted]);
  useEvents('model', segmentations.again);

  if (session.data && !known) return html`<${Login} session=${session.data} />`;
  // Logged out meanwhile, by time or elsewhere.
  if (segmentations.problem?.status === 401) return html`<${Login} session=${{...session.data, name: null}} />`;
  const problem = session.problem || segmentations.problem;
  if (!looking) {
    return html`<main class="alone">${problem ? html`<${ProblemNote} problem=${problem} again=${() => { session.again(); segmentations.again(); }} />`
      : items && !items.length ? html`<section class="panel empty"><h1>No segmentation is declared</h1><p>One begins with a specification:</p><${Command}>./segue spec show value<//></section>`
        : items ? html`<section class="panel empty"><h1>There is no segmentation “${wanted}”</h1><p>There are ${items.map(({id}, i) => html`${i ? ', ' : ''}<a href=${`/?s=${id}`}>${id}</a>`)}.</p></section>`
          : html`<${Skeleton} lines=${8} height=${40} />`}</main>`;
  }
  return html`<${Looking.Provider} value=${looking}><${Shell}><${Page} segmentation=${segmentation} /><//><//>`;
}

const root = document.getElementById('app');
catchLinks(root);
render(html`<${App} />`, root);
