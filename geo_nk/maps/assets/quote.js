// The sentence of the report, with the name of the place marked where it stands.

import { element } from "./dom.js";
import { markedText } from "./highlight.js";

/**
 * Where in its quote a place is named.
 * @param {string} quote
 * @param {string | null} name as written
 * @param {{quoteStart: number | null, nameStart: number | null, nameEnd: number | null}} at characters of the report
 * @returns {[number, number][]} none or one, in UTF-16 units of the quote
 */
export function nameInQuote(quote, name, { quoteStart, nameStart, nameEnd }) {
  if (quoteStart !== null && nameStart !== null && nameEnd !== null) {
    // Offsets count characters; a JavaScript string counts some of them twice.
    const characters = [...quote];
    const [from, to] = [nameStart - quoteStart, nameEnd - quoteStart];
    if (from >= 0 && to > from && to <= characters.length) {
      const start = characters.slice(0, from).join("").length;
      const marked = characters.slice(from, to).join("");
      if (!name || marked.toLowerCase() === name.toLowerCase()) return [[start, start + marked.length]];
    }
  }
  if (!name) return [];
  const exact = quote.indexOf(name);
  const from = exact >= 0 ? exact : quote.toLowerCase().indexOf(name.toLowerCase());
  return from < 0 ? [] : [[from, from + name.length]];
}

/** @param {import("./events.js").EventTable} events @param {number} i @returns {HTMLElement | null} */
export function quoteElement(events, i) {
  const quote = events.get(i, "quote");
  if (!quote) return null;
  const at = {
    quoteStart: events.get(i, "quote_start"),
    nameStart: events.get(i, "name_start"),
    nameEnd: events.get(i, "name_end"),
  };
  return element("blockquote", {}, ...markedText(quote, nameInQuote(quote, events.get(i, "name_as_written"), at)));
}
