// The stream from the server: one connection, made again when it breaks, from where it was. In a page, or in a worker.

const TYPES = ['change', 'trigger', 'rates', 'kpis', 'model'];
const REOPEN = [1000, 2000, 5000, 10000, 20000];

/**
 * Connects.
 *
 * @param query of what: {segmentation}, or {} for all
 * @param lastId the last event that is known; null for none
 * @param tell told {state: live | reconnecting}, and of each event {type, row, lastId}
 * @returns {close, lastId, isWaiting}
 */
export function connect(query, lastId, tell) {
  let source = null;
  let timer = null;
  let failures = 0;
  const open = () => {
    const asked = new URLSearchParams(query);
    if (lastId) asked.set('last_event_id', lastId);
    source = new EventSource(`/api/v1/stream?${asked}`);
    source.onopen = () => { failures = 0; tell({state: 'live'}); };
    source.onerror = () => {
      tell({state: 'reconnecting'});
      // The browser tries again by itself, but gives up on an answer that is no stream, such as 503.
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, REOPEN[Math.min(failures, REOPEN.length - 1)]);
        failures += 1;
      }
    };
    for (const type of TYPES) {
      source.addEventListener(type, event => {
        if (event.lastEventId) lastId = event.lastEventId;
        tell({type, row: JSON.parse(event.data), lastId});
      });
    }
  };
  open();
  return {
    close: () => { clearTimeout(timer); source.close(); },
    lastId: () => lastId,
    isWaiting: () => source.readyState === EventSource.CLOSED,
  };
}
