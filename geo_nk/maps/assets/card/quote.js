// The sentence of the report, with the name of the place marked where it stands.

import { element } from "../parts/dom.js";
import { markedText } from "../parts/highlight.js";

/**
 * Where in its quote a place is named.
 * @param {string} quote
 * @param {string | null} name as written
 * @param {number | null} at the character at which it begins, where that is known
 * @returns {[number, number][]} none or one, in UTF-16 units of the quote
 */
export function nameInQuote(quote, name, at) {
  if (!name) return [];
  if (at !== null) {
    // Offsets count characters; a JavaScript string counts some of them twice.
    const start = [...quote].slice(0, at).join("").length;
    const end = start + name.length;
    if (quote.slice(start, end).toLowerCase() === name.toLowerCase()) return [[start, end]];
  }
  const exact = quote.indexOf(name);
  const from = exact >= 0 ? exact : quote.toLowerCase().indexOf(name.toLowerCase());
  return from < 0 ? [] : [[from, from + name.length]];
}

/** @param {import("../data/events.js").EventTable} events @param {number} i @returns {HTMLElement | null} */
export function quoteElement(events, i) {
  const quote = events.get(i, "quote");
  if (!quote) return null;
  const name = nameInQuote(quote, events.get(i, "name_as_written"), events.get(i, "name_at"));
  return element("blockquote", {}, ...markedText(quote, name));
}
