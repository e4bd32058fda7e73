// Where the viewer is lives in the address: page, segmentation, time range, filters. So every view can be sent to a colleague.

import {useEffect, useState} from './markup.js';

const listeners = new Set();
const tell = () => listeners.forEach(listener => listener());
addEventListener('popstate', tell);

const here = () => ({path: location.pathname, query: new URLSearchParams(location.search)});

export function useRoute() {
  const [route, setRoute] = useState(here);
  useEffect(() => {
    const listener = () => setRoute(here());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return route;
}

/** Goes to another page; what is left out of the address is left behind, but for the segmentation. */
export function go(address) {
  history.pushState(null, '', address);
  tell();
}

/** Changes parts of the address's query, and stays on the page; null takes a part out. */
export function setQuery(changes, {replace = false} = {}) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  history[replace ? 'replaceState' : 'pushState'](null, '', location.pathname + (text ? `?${text}` : ''));
  tell();
}

/** The address of a page, in the segmentation that is looked at. */
export function to(path, query = {}) {
  const all = new URLSearchParams();
  const segmentation = new URLSearchParams(location.search).get('s');
  if (segmentation) all.set('s', segmentation);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') all.set(name, value);
  }
  const text = all.toString();
  return path + (text ? `?${text}` : '');
}

/** Links inside the console do not load the page anew. */
export function catchLinks(root) {
  root.addEventListener('click', event => {
    const link = event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || link.target || url.pathname.startsWith('/api') || link.hash) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
}
