// Several reports of one happening: who else told of it, and what they tell differently.

import { dayWords } from "../data/dates.js";
import { categoryWords, say, sayCode } from "../words/words.js";

// As events/merge/sources.py and differences.py write them; a report's id stands last, in brackets.
const SOURCE = /^(.*?)(?:, (\d{4}-\d\d-\d\d))? \[([^\]]*?)(?:, (copy of|after) ([^\]]*))?\]$/;
const DIFFERENCE = /^(\w+) (\w+): (.*) \[([^\]]*)\]$/;
const CODES = ["direction"];

/**
 * The other reports of an event, by publisher and day; a copied text says so.
 * @param {string[]} lines @param {string | null} own the report of the event itself
 */
export function otherReports(lines, own) {
  return lines
    .map((line) => SOURCE.exec(line))
    .filter((found) => found !== null && found[3] !== own)
    .map((found) => {
      const [, publisher, day, report, link, origin] = /** @type {RegExpExecArray} */ (found);
      const named = day ? `${publisher}, ${dayWords(day)}` : publisher;
      if (!link) return say("told.by", { publisher: named, report });
      return say(link === "after" ? "told.after" : "told.copy", { publisher: named, report, origin });
    });
}

/**
 * What the reports tell differently, each value beside its report.
 * @param {string[]} lines @param {import("../data/events.js").EventTable} events
 * @returns {[string, string][]}
 */
export function differences(lines, events) {
  return lines.flatMap((line) => {
    const found = DIFFERENCE.exec(line);
    if (!found) return [];
    const [, field, role, value, report] = found;
    return [[sayCode("differs", `${field}_${role}`), say("differs.value", { value: written(field, value, events), report })]];
  });
}

/** @param {string} field @param {string} value @param {import("../data/events.js").EventTable} events */
function written(field, value, events) {
  const category = field === "category" ? events.categories.get(value) : undefined;
  if (category) return categoryWords(category);
  if (field === "date") return dayWords(value);
  return CODES.includes(field) ? sayCode(field, value) : value;
}
