// Numbers, money and time, the same everywhere, as the viewer's language writes them.

export const ABSENT = '–';
const absent = value => value === null || value === undefined || Number.isNaN(value);

const whole = new Intl.NumberFormat(undefined, {maximumFractionDigits: 0});
const signedWhole = new Intl.NumberFormat(undefined, {maximumFractionDigits: 0, signDisplay: 'exceptZero'});
const digits = new Map();
function fixedBy(places, signDisplay = 'auto') {
  const key = `${places} ${signDisplay}`;
  if (!digits.has(key)) {
    digits.set(key, new Intl.NumberFormat(undefined, {minimumFractionDigits: places, maximumFractionDigits: places, signDisplay}));
  }
  return digits.get(key);
}

export const count = value => absent(value) ? ABSENT : whole.format(value);
export const signedCount = value => absent(value) ? ABSENT : signedWhole.format(value);
export const fixed = (value, places = 2) => absent(value) ? ABSENT : fixedBy(places).format(value);
export const signed = (value, places = 2) => absent(value) ? ABSENT : fixedBy(places, 'exceptZero').format(value);

/** A number of unknown size, to about three digits. */
export function number(value) {
  if (absent(value)) return ABSENT;
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return whole.format(value);
  return fixedBy(size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 4).format(value);
}

/** A share of one, as per cent: small ones with a digit more. */
export function percent(value, places) {
  if (absent(value)) return ABSENT;
  const size = Math.abs(value);
  const kept = places ?? (size < 0.1 && size > 0 ? 1 : 0);
  return new Intl.NumberFormat(undefined, {style: 'percent', minimumFractionDigits: kept, maximumFractionDigits: kept}).format(value);
}

let currency = 'EUR';
/** The currency of all money on the page. */
export const setCurrency = code => { currency = code || currency; };

function moneyBy(value, options) {
  return new Intl.NumberFormat(undefined, {style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options}).format(value);
}
export function money(value) {
  if (absent(value)) return ABSENT;
  const places = Math.abs(value) < 100 ? 2 : 0;
  return moneyBy(value, {minimumFractionDigits: places, maximumFractionDigits: places});
}
/** Money where there is little room: £8.3M. */
export const shortMoney = value => absent(value) ? ABSENT
  : Math.abs(value) < 10000 ? money(value) : moneyBy(value, {notation: 'compact', maximumFractionDigits: 2});
export const signedMoney = value => absent(value) ? ABSENT
  : moneyBy(value, {signDisplay: 'exceptZero', minimumFractionDigits: 2, maximumFractionDigits: 2});
export const shortCount = value => absent(value) ? ABSENT
  : new Intl.NumberFormat(undefined, {notation: 'compact', maximumFractionDigits: 1}).format(value);

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
export function bytes(value) {
  if (absent(value)) return ABSENT;
  const step = value < 1 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(value) / 3));
  return new Intl.NumberFormat(undefined, {style: 'unit', unit: BYTES[step], unitDisplay: 'short', maximumFractionDigits: 1})
    .format(value / 1000 ** step);
}

/** A length of time in its largest unit: 12 s, 4 min, 3 h, 5 d. */
export function span(milliseconds) {
  if (absent(milliseconds)) return ABSENT;
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 1 && seconds > 0) return `${whole.format(milliseconds)} ms`;
  if (seconds < 90) return `${whole.format(seconds)} s`;
  if (seconds < 90 * 60) return `${whole.format(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${whole.format(seconds / 3600)} h`;
  return `${whole.format(seconds / 86400)} d`;
}
export const ago = (instant, now = Date.now()) => absent(instant) ? ABSENT : `${span(now - new Date(instant))} ago`;

const clockFormat = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
const momentFormat = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
const shortMomentFormat = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false});
const dateFormat = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium'});
const dayFormat = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', timeZone: 'UTC'});

export const clock = instant => absent(instant) ? ABSENT : clockFormat.format(new Date(instant));
export const moment = instant => absent(instant) ? ABSENT : momentFormat.format(new Date(instant));
/** A moment where there is little room, and the year is clear: 28 Nov, 23:28. */
export const shortMoment = instant => absent(instant) ? ABSENT : shortMomentFormat.format(new Date(instant));
export const date = instant => absent(instant) ? ABSENT : dateFormat.format(new Date(instant));
/** A day as the server counts them, in UTC. */
export const day = text => absent(text) ? ABSENT : dayFormat.format(new Date(`${text.slice(0, 10)}T00:00:00Z`));
