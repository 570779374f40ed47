// An event as a note in a footnote: who said it, when, in which words, and about what.

import { dayWords } from "../data/dates.js";
import { say } from "../words/words.js";

/**
 * @param {import("../data/events.js").EventTable} events
 * @param {number} i
 * @param {import("../data/place_names.js").PlaceNames} names
 * @returns {string} one line
 */
export function citation(events, i, names) {
  const get = /** @param {string} name */ (name) => events.get(i, name);
  const who = get("publisher") || say("card.unnamed_source");
  const source = get("published") ? `${who}, ${dayWords(get("published"))}` : who;
  const said = get("quote") ? `“${get("quote")}”` : names.title(i);
  const about = [names.name(i), events.when(i)].filter(Boolean).join(", ");
  const parts = [`${source}: ${said} (${about}).`, get("url"), `[${get("event_id")}]`];
  return parts.filter(Boolean).join(" ").replace(/\s+/g, " ");
}
