// A worker that all tabs of a browser share: one stream for all of them, as a browser has six connections to a host and no more.

import {connect} from './stream.js';

// What waits for a tab that takes nothing, because the browser lets it sleep. It is left out then, and joins again when it wakes.
const MOST_WAITING = 20000;

const tabs = new Map();
let who = null;
let stream = null;
let now = null;

function tell(news) {
  if (news.state) now = news;
  for (const [port, tab] of tabs) {
    if (news.row?.segmentation && news.row.segmentation !== tab.segmentation) continue;
    tab.waiting += 1;
    if (tab.waiting > MOST_WAITING) {
      tabs.delete(port);
      port.postMessage({leftOut: true});
    } else {
      port.postMessage(news);
    }
  }
}

function join(port, {segmentation, name, lastId}) {
  tabs.set(port, {segmentation, waiting: 0});
  // Somebody else has logged in meanwhile, who may see other things.
  const other = name !== who;
  if (!stream || stream.isWaiting() || other || lastId) {
    const from = lastId || (other ? null : stream?.lastId());
    stream?.close();
    who = name;
    now = {state: 'connecting'};
    stream = connect({}, from, tell);
  }
  port.postMessage(now);
}

function leave(port) {
  tabs.delete(port);
  if (!tabs.size) {
    stream?.close();
    stream = null;
  }
}

onconnect = ({ports: [port]}) => {
  port.onmessage = ({data}) => {
    if (data.joins) join(port, data.joins);
    else if (data.leaves) leave(port);
    else if (tabs.has(port)) tabs.get(port).waiting = 0;
  };
};
