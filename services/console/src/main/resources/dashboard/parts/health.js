// Whether all is well, and if not, where: one judgement for the first page and for Operations.

import {count, fixed, span} from '../format.js';

// Seconds behind from which a reader of changes would notice, and from which somebody should look.
const NOTICED = 30;
const ALARMING = 300;
const WORKING = new Set(['RUNNING']);
const WORSE = ['good', 'warn', 'bad'];

/**
 * @param now {lag, latency, dead_letters}
 * @param operations the answer on operations, where there is one yet
 * @returns {level: good | warn | bad, title, says, parts: {lag, letters}}
 */
export function health(now, operations) {
  const seconds = now.lag?.seconds ?? 0;
  const lag = seconds >= ALARMING ? 'bad' : seconds >= NOTICED ? 'warn' : 'good';
  const letters = now.dead_letters > 0 ? 'warn' : 'good';
  const troubles = [];
  if (lag !== 'good') troubles.push([lag, `${span(seconds * 1000)} behind, ${count(now.lag.records)} records`]);

  const instances = operations?.instances || [];
  const idle = instances.filter(({state}) => !WORKING.has(state));
  if (idle.length) troubles.push([idle.length === instances.length ? 'bad' : 'warn', `${idle.map(({instance, state}) => `${instance} is ${state.toLowerCase().replaceAll('_', ' ')}`).join(', ')}`]);
  const restoring = instances.flatMap(({tasks}) => tasks).filter(task => task.restoring);
  if (restoring.length) troubles.push(['warn', `${restoring.length} ${restoring.length === 1 ? 'task restores' : 'tasks restore'} state, ${count(restoring.reduce((sum, task) => sum + task.remaining_records, 0))} records to go`]);
  if (operations && !instances.length) troubles.push(['bad', 'no segmenter answers']);

  const level = troubles.map(([worst]) => worst).sort((a, b) => WORSE.indexOf(b) - WORSE.indexOf(a))[0] || 'good';
  const letterSays = now.dead_letters ? `${count(now.dead_letters)} dead ${now.dead_letters === 1 ? 'letter' : 'letters'} to look at` : 'no dead letters';
  const calm = [`${count(now.lag?.records ?? 0)} records behind`, now.latency && `99 of 100 changes seen within ${span(now.latency.p99_ms)}`, letterSays];
  return {
    level, parts: {lag: lag === 'good' ? '' : lag, letters: letters === 'good' ? '' : letters},
    title: {good: 'All is well:', warn: 'Needs a look:', bad: 'Not well:'}[level],
    says: `${(troubles.length ? [...troubles.map(([, says]) => says), letterSays] : calm).filter(Boolean).join(', ')}.`,
  };
}

export const lagSays = ({records, seconds}) => seconds === null ? count(records) : `${count(records)} · ${fixed(seconds, 1)} s`;
