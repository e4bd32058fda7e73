// What happens, as it happens: one stream from the server, which everything that is live on a page listens to.

import {useEffect, useState} from './markup.js';
import {connect} from './stream.js';

// Rates come each second; after so long without anything what is shown is called stale.
const STALE_AFTER = 6000;

const handlers = new Map(['change', 'trigger', 'rates', 'kpis', 'model'].map(type => [type, new Set()]));
const watchers = new Set();
let shared = null;
let own = null;
let lastId = null;
let name = null;
let segmentation = null;
let now = {state: 'connecting', heard: null, rates: null};

function become(changes) {
  now = {...now, ...changes};
  watchers.forEach(watcher => watcher(now));
}

function told(news) {
  if (news.leftOut) {
    join();
  } else if (news.state) {
    become(news.state === 'live' ? {state: 'live', heard: Date.now()} : {state: news.state});
  } else {
    lastId = news.lastId;
    if (news.type === 'rates') {
      become({state: 'live', heard: Date.now(), rates: news.row});
      shared?.postMessage({takes: true});
    }
    handlers.get(news.type).forEach(handler => handler(news.row));
  }
}

/** The worker that all tabs share; null where there is none to be had. */
function worker() {
  try {
    const made = new SharedWorker('/dashboard/shared.js', {type: 'module', name: 'segue'});
    made.port.onmessage = ({data}) => told(data);
    made.onerror = () => { shared = null; join(); };
    return made.port;
  } catch {
    // A browser without them, or one that is told to keep nothing: such a tab has a stream of its own.
    return null;
  }
}

function join() {
  own?.close();
  if (shared) shared.postMessage({joins: {segmentation, name, lastId}});
  else own = connect({segmentation}, lastId, told);
}

/** Listens to one segmentation, instead of another, as somebody who is known by this. */
export function listen(id, as) {
  if (id === segmentation) return;
  if (!segmentation) shared = worker();
  segmentation = id;
  name = as;
  lastId = null;
  now = {state: 'connecting', heard: null, rates: null};
  join();
}

// The worker is not told by anybody else that a page went. A browser may bring it back as it was.
addEventListener('pagehide', () => { shared?.postMessage({leaves: true}); own?.close(); });
addEventListener('pageshow', event => { if (event.persisted && segmentation) join(); });

/** How the stream is: {state: connecting | live | stale | reconnecting, heard, rates}. */
export function useLive() {
  const [state, setState] = useState(now);
  useEffect(() => {
    watchers.add(setState);
    setState(now);
    return () => watchers.delete(setState);
  }, []);
  return state;
}

setInterval(() => {
  if (now.state === 'live' && Date.now() - now.heard > STALE_AFTER) become({state: 'stale'});
  else if (now.state === 'stale') become({});
}, 1000);

/** Calls the handler with each event of a type while the component is there. */
export function useEvents(type, handler) {
  useEffect(() => {
    handlers.get(type).add(handler);
    return () => handlers.get(type).delete(handler);
  }, [type, handler]);
}
