// Words for people.

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** @param {number} n @param {string} one @param {string} [many] */
export const counted = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** @param {string} iso @returns {{y: number, m: number, d: number}} */
const dateParts = (iso) => ({ y: +iso.slice(0, 4), m: +iso.slice(5, 7), d: +iso.slice(8, 10) });

/** @param {string} iso */
export const dayWords = (iso) => {
  const { y, m, d } = dateParts(iso);
  return `${d} ${MONTHS[m - 1]} ${y}`;
};

/** @param {string} start @param {string} end */
function isWholeMonth(start, end) {
  const a = dateParts(start);
  const b = dateParts(end);
  return a.y === b.y && a.m === b.m && a.d === 1 && b.d === new Date(Date.UTC(a.y, a.m, 0)).getUTCDate();
}

/**
 * A date interval as a reader would say it; never more exact than it is.
 * @param {string | null} start
 * @param {string | null} end
 * @returns {string}
 */
export function intervalWords(start, end) {
  if (!start && !end) return "date unknown";
  if (!end) return `on or after ${dayWords(/** @type {string} */ (start))}`;
  if (!start) return `on or before ${dayWords(end)}`;
  if (start === end) return dayWords(start);
  const a = dateParts(start);
  const b = dateParts(end);
  if (a.y === b.y && start.endsWith("-01-01") && end.endsWith("-12-31")) return `in ${a.y}`;
  if (start.endsWith("-01-01") && end.endsWith("-12-31")) return `between ${a.y} and ${b.y}`;
  if (isWholeMonth(start, end)) return `in ${MONTHS[a.m - 1]} ${a.y}`;
  const to = dayWords(end);
  if (a.y !== b.y) return `between ${dayWords(start)} and ${to}`;
  if (a.m !== b.m) return `between ${a.d} ${MONTHS[a.m - 1]} and ${to}`;
  return `between ${a.d} and ${to}`;
}

/** @param {number} metres */
export function distanceWords(metres) {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  return `${metres < 10000 ? +(metres / 1000).toFixed(1) : Math.round(metres / 1000)} km`;
}

export const METHOD_WORDS = {
  exact: "the name matches exactly",
  folded: "the name matches but for accents, hyphens or case",
  romanised: "another romanisation of the name",
  misspelling: "a known misspelling of the name",
  fuzzy: "only a similar spelling",
  given: "given with the report",
};

export const PRECISION_WORDS = {
  exact: "the exact spot",
  settlement: "to the settlement",
  county: "to the county",
  province: "to the province, no closer",
  linear: "along a river, road or border, no closer",
  region: "to a region, no closer",
};

export const DATE_WORDS = {
  day: "to the day",
  part_of_month: "to a part of a month",
  month: "to the month",
  season: "to the season",
  year: "to the year",
  unknown: "the report does not say when, or only until when",
};

export const SOURCE_WORDS = {
  published: "published report",
  official: "official source",
  interview: "interview",
  field_note: "field note",
  imagery: "imagery",
};

/** @param {number} share 0 to 1 */
export const sureWords = (share) => (share >= 0.85 ? "high" : share >= 0.6 ? "moderate" : "low");

/** @param {string} code */
export const plainWords = (code) => code.replaceAll("_", " ");

/**
 * The address, where following it can do no harm; else null.
 * @param {string | null} url
 * @returns {string | null}
 */
export function safeLink(url) {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return ["http:", "https:", "mailto:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
