// Features, causes and reasons in the words of somebody who sells, not of somebody who programs.

import {ABSENT, count, fixed, money, moment, number, percent} from './format.js';

const days = value => `${count(value)} ${Math.round(value) === 1 ? 'day' : 'days'}`;

// Name for people, how a value is written, and how it is said in a sentence.
const FEATURES = {
  recency_days: ['Days since last order', days, text => `${text} since the last order`],
  frequency: ['Orders', count, text => `${text} ${text === '1' ? 'order' : 'orders'}`],
  purchase_days: ['Days with an order', count, text => `orders on ${text} days`],
  monetary: ['Net spend', money, text => `${text} spent`],
  recent_frequency: ['Orders lately', number, text => `${text} orders lately`],
  recent_monetary: ['Net spend lately', money, text => `${text} spent lately`],
  average_order_value: ['Average order', money, text => `${text} an order`],
  repeat_value: ['Spend a repeat day', money, text => `${text} each time they come back`],
  discount_share: ['Discount', percent, text => `${text} off on average`],
  deal_share: ['Orders on a deal', percent, text => `${text} of orders on a deal`],
  return_rate: ['Returned', percent, text => `${text} returned`],
  tenure_days: ['Customer for', days, text => `a customer for ${text}`],
  visits: ['Visits lately', number, text => `${text} visits lately`],
  campaign_open_rate: ['Messages opened', percent, text => `opens ${text} of messages`],
  campaign_click_rate: ['Messages clicked', percent, text => `clicks ${text} of messages`],
  campaign_accept_rate: ['Offers taken', percent, text => `takes ${text} of offers`],
  nps: ['NPS score given', number, text => `gave ${text} of 10`],
  csat: ['Satisfaction given', number, text => `satisfaction ${text} of 5`],
  complaints: ['Complaints lately', number, text => `${text} complaints lately`],
  probability_alive: ['Probably still a customer', percent, text => `${text} likely to be still a customer`],
  churn_probability: ['Churn probability', percent, text => `${text} likely to have churned`],
  expected_purchases: ['Orders expected', number, text => `${text} orders expected`],
  predicted_clv: ['Predicted CLV', money, text => `${text} expected to come`],
  next_purchase_days: ['Next order within', days, text => `next order within ${text}`],
};
const PREFIXES = [
  ['category_share.', name => `Spend on ${name}`, percent, (text, name) => `${text} of spend on ${name}`],
  ['channel_share.', name => `Orders by ${name}`, percent, (text, name) => `${text} of orders by ${name}`],
];

// A trait's level, such as profile.gender=Female, is one feature, 1 or 0.
const isLevel = feature => feature.startsWith('profile.') && feature.includes('=');
const traitName = feature => {
  const name = feature.slice('profile.'.length).replaceAll('_', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

function known(feature) {
  if (FEATURES[feature]) return FEATURES[feature];
  const found = PREFIXES.find(([prefix]) => feature.startsWith(prefix));
  if (found) {
    const name = feature.slice(found[0].length);
    return [found[1](name), found[2], text => found[3](text, name)];
  }
  if (isLevel(feature)) {
    const [trait, level] = traitName(feature).split('=');
    return [`${trait}: ${level}`, percent, text => `${trait.toLowerCase()} ${level}: ${text}`];
  }
  const name = feature.startsWith('profile.') ? traitName(feature) : feature;
  return [name, number, text => `${name.toLowerCase()} ${text}`];
}

export const featureName = feature => known(feature)[0];
export function featureValue(feature, value) {
  if (value === null || value === undefined) return ABSENT;
  if (typeof value !== 'number') return String(value);
  return known(feature)[1](value);
}

/** What spoke most for a change, as a sentence: "92 days since the last order, before 14 days". */
export function reason(explanation) {
  const best = (explanation || []).find(part => part.contribution > 0 && part.value !== null);
  if (!best) return null;
  const [, write, say] = known(best.feature);
  const said = say(write(best.value));
  const before = best.previous === null || best.previous === undefined ? null : write(best.previous);
  return before && before !== write(best.value) ? `${said}, before ${before}` : said;
}

export const CAUSES = {
  BEHAVIOUR: 'Behaviour', PROFILE: 'Profile', TIME: 'Time', MODEL: 'New model', BACKFILL: 'First model', MERGE: 'Merge', ERASURE: 'Erasure',
};
export const causeName = cause => CAUSES[cause] || 'Other';
const CAUSE_SAYS = {
  BEHAVIOUR: 'a purchase, visit, message or answer', PROFILE: 'something became known about them', TIME: 'time passed',
  MODEL: 'a new model came into force', BACKFILL: 'the first model found them there', MERGE: 'two customers became one', ERASURE: 'they were erased',
};
export const causeSays = cause => CAUSE_SAYS[cause] || 'a cause this console does not know';

/** What became of a segment when the model was made anew. */
export const LINEAGE = {
  kept: 'lives on', split: 'split off', born: 'was born', merged: 'merged', retired: 'retired',
};

/** An offer in a line: "15 % off · bundle hamper". */
export function offerSays(offer) {
  const parts = [];
  const {discount, message, ...named} = offer || {};
  if (discount) parts.push(`${fixed(discount, Number.isInteger(discount) ? 0 : 1)} % off`);
  for (const [name, value] of Object.entries(named)) {
    if (value !== null && value !== undefined) parts.push(`${name.replaceAll('_', ' ')} ${value}`);
  }
  if (message) parts.push(`“${message}”`);
  return parts.join(' · ');
}

export const since = instant => instant ? `since ${moment(instant)}` : '';
