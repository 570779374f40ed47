// What the page says, in the language that its reader chose. Every text stands in words.csv; languages.json holds its
// languages in the order of its columns, each with the locale that writes its numbers.

import LANGUAGES from "./languages.json" with { type: "json" };

/** @typedef {keyof typeof LANGUAGES} Language */

/** @type {{language: Language, words: Record<string, string[]>}} */
const spoken = { language: "en", words: {} };

/** @param {Record<string, string[]>} words the texts of each key, in the order of `LANGUAGES` */
export function teach(words) {
  spoken.words = words;
}

/** @param {string} language an unknown one changes nothing */
export function speak(language) {
  if (Object.hasOwn(LANGUAGES, language)) spoken.language = /** @type {Language} */ (language);
}

export const language = () => spoken.language;

/** @param {number} n @param {Intl.NumberFormatOptions} [options] */
export const numberWords = (n, options) => n.toLocaleString(LANGUAGES[spoken.language], options);

/** @param {string} key */
const isSaid = (key) => Object.hasOwn(spoken.words, key);

/**
 * A text of words.csv. `one|many` chooses by `n`; `{name}` is filled in, numbers as the language writes them.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  if (!isSaid(key)) return `[${key}]`;
  const forms = spoken.words[key][Object.keys(LANGUAGES).indexOf(spoken.language)].split("|");
  const form = values.n === 1 ? forms[0] : forms[forms.length - 1];
  return form.replace(/\{(\w+)\}/g, (hole, name) => {
    const value = values[name];
    return value === undefined ? hole : typeof value === "number" ? numberWords(value) : value;
  });
}

/** The words for a code of the event table, or the code itself. @param {string} kind @param {string | null} code */
export function sayCode(kind, code) {
  if (!code) return "";
  return isSaid(`${kind}.${code}`) ? say(`${kind}.${code}`) : code.replaceAll("_", " ");
}

/** A category in the language of the page. @param {Record<string, string>} category */
export const categoryWords = (category) => category[`label_${spoken.language}`] || category.label;

/** @param {number} metres */
export function distanceWords(metres) {
  if (metres < 1000) return say("length.m", { n: Math.round(metres / 10) * 10 });
  const km = metres < 10000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000);
  return say("length.km", { n: km });
}

/** @param {number} share 0 to 1 */
export const sureWords = (share) => say(share >= 0.85 ? "sure.high" : share >= 0.6 ? "sure.moderate" : "sure.low");

/** The number of the page's language, for texts that come as a list of one for each: see `LANGUAGES`. */
export const tongue = () => Object.keys(LANGUAGES).indexOf(spoken.language);
