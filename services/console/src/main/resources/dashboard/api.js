// Questions to the server. What goes wrong is a Problem, with what the server said about it.

import {useCallback, useEffect, useRef, useState} from './markup.js';

const BASE = '/api/v1';

export class Problem extends Error {
  /** @param status the response's status; 0 where there was no response */
  constructor(status, title, detail, retrySeconds = null) {
    super(detail || title);
    Object.assign(this, {status, title, detail, retrySeconds});
  }
}

function address(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return BASE + path + (text ? `?${text}` : '');
}

/** Asks, and answers {data, etag}. */
export async function ask(method, path, {params, body, headers = {}, signal} = {}) {
  let response;
  try {
    response = await fetch(address(path, params), {
      method,
      signal,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, 'The console does not answer', 'There was no response from the server. It may be starting, or be stopped.');
  }
  const text = await response.text();
  if (!response.ok) throw problemOf(response, text);
  return {data: text ? JSON.parse(text) : null, etag: response.headers.get('ETag')};
}

function problemOf(response, text) {
  const retry = Number.parseInt(response.headers.get('Retry-After'), 10);
  let document = {};
  try {
    document = JSON.parse(text);
  } catch {
    // Whatever stands between browser and server may answer in words of its own; the status says enough then.
  }
  return new Problem(response.status, document.title || response.statusText || `Status ${response.status}`, document.detail,
    Number.isFinite(retry) ? retry : null);
}

/** A key for a change, so that asking twice does it once. */
export function changeKey() {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  return [...octets].map(octet => octet.toString(16).padStart(2, '0')).join('');
}

// The latest answers, so that going back shows at once what was there, until the newer answer is.
const KEPT = 60;
const kept = new Map();
function keep(key, entry) {
  kept.delete(key);
  kept.set(key, entry);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
}

const PAUSES = [2, 4, 8, 15, 30];

/**
 * An answer that is kept fresh: {data, etag, problem, loading, at, again}. Asked again every so many milliseconds where `every`
 * says so, and after a failure that may pass. While parameters change, the answer to the former ones stays (`stale`).
 *
 * @param path what to ask for; null for nothing yet
 */
export function useAnswer(path, params = {}, {every = null} = {}) {
  const key = path && address(path, params);
  const [state, setState] = useState({});
  const asked = useRef(null);
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn(number => number + 1), []);

  useEffect(() => {
    if (!key) return undefined;
    const abort = new AbortController();
    let timer;
    let failures = 0;
    asked.current = key;
    const cached = kept.get(key);
    if (cached) setState({...cached, key});

    const run = async () => {
      try {
        const {data, etag} = await ask('GET', path, {params, signal: abort.signal});
        failures = 0;
        const entry = {data, etag, at: Date.now(), path, problem: null};
        keep(key, entry);
        setState({...entry, key});
        if (every) timer = setTimeout(poll, every);
      } catch (problem) {
        if (problem.name === 'AbortError') return;
        if (!(problem instanceof Problem)) throw problem;
        const passing = problem.status === 0 || problem.status === 429 || problem.status === 502 || problem.status === 503;
        const pause = problem.retrySeconds ?? PAUSES[Math.min(failures, PAUSES.length - 1)];
        failures += 1;
        setState(former => ({
          ...(former.path === path ? former : {}), path, key, problem: Object.assign(problem, {retriedIn: passing ? pause : null}),
        }));
        if (passing) timer = setTimeout(run, pause * 1000);
        else if (every) timer = setTimeout(poll, every * 2);
      }
    };
    // Nobody looks at a hidden page: asked again when it is seen.
    const poll = () => {
      if (document.hidden) document.addEventListener('visibilitychange', run, {once: true, signal: abort.signal});
      else run();
    };
    run();
    return () => { abort.abort(); clearTimeout(timer); };
  }, [key, every, turn]);

  const own = state.path === path && path ? state : {};
  return {
    data: own.data, etag: own.etag, at: own.at, problem: own.problem || null, again,
    stale: own.key !== key, loading: Boolean(key) && own.data === undefined && !own.problem,
  };
}

/** Pages of a list, the next by its cursor: {items, more, next, loading, problem, rest}, `rest` being what else the first page says. */
export function usePages(path, params = {}, limit = 50) {
  const first = useAnswer(path, {...params, limit});
  const [further, setFurther] = useState({pages: [], busy: false, problem: null});
  const key = path && address(path, params);
  useEffect(() => setFurther({pages: [], busy: false, problem: null}), [key, first.at]);
  const pages = first.data ? [first.data, ...further.pages] : [];
  const last = pages[pages.length - 1];

  const next = async () => {
    setFurther(state => ({...state, busy: true, problem: null}));
    try {
      const {data} = await ask('GET', path, {params: {...params, limit, cursor: last.cursor}});
      setFurther(state => ({...state, pages: [...state.pages, data], busy: false}));
    } catch (problem) {
      setFurther(state => ({...state, busy: false, problem}));
    }
  };
  return {
    items: pages.flatMap(page => page.items), more: Boolean(last && last.has_more), next, busy: further.busy,
    loading: first.loading, problem: first.problem || further.problem, rest: first.data, again: first.again,
  };
}
