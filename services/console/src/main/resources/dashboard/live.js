// What happens, as it happens: one stream from the server, which everything that is live on a page listens to.

import {useEffect, useState} from './markup.js';

// Rates come each second; after so long without anything what is shown is called stale.
const STALE_AFTER = 6000;
const TYPES = ['change', 'trigger', 'rates', 'kpis', 'model'];
const REOPEN = [1000, 2000, 5000, 10000, 20000];

const handlers = new Map(TYPES.map(type => [type, new Set()]));
const watchers = new Set();
let source = null;
let timer = null;
let failures = 0;
let lastId = null;
let segmentation = null;
let now = {state: 'connecting', heard: null, rates: null};

function become(changes) {
  now = {...now, ...changes};
  watchers.forEach(watcher => watcher(now));
}

function open() {
  clearTimeout(timer);
  source?.close();
  const query = new URLSearchParams({segmentation});
  if (lastId) query.set('last_event_id', lastId);
  source = new EventSource(`/api/v1/stream?${query}`);
  source.onopen = () => { failures = 0; become({state: 'live', heard: Date.now()}); };
  source.onerror = () => {
    become({state: 'reconnecting'});
    // The browser tries again by itself, but gives up on an answer that is no stream, such as 503.
    if (source.readyState === EventSource.CLOSED) {
      timer = setTimeout(open, REOPEN[Math.min(failures, REOPEN.length - 1)]);
      failures += 1;
    }
  };
  for (const type of TYPES) {
    source.addEventListener(type, event => {
      if (event.lastEventId) lastId = event.lastEventId;
      const row = JSON.parse(event.data);
      if (type === 'rates') become({state: 'live', heard: Date.now(), rates: row});
      handlers.get(type).forEach(handler => handler(row));
    });
  }
}

/** Listens to one segmentation, instead of another. */
export function listen(id) {
  if (id === segmentation) return;
  segmentation = id;
  lastId = null;
  now = {state: 'connecting', heard: null, rates: null};
  open();
}

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
