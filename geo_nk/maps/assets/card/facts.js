// Where an event happened and how that is known, in plain words.

import { distanceWords, numberWords, say, sayCode } from "../words/words.js";

const FAR_FROM_BORDER = 100000; // metres from which its kilometres say nothing

/**
 * Names and texts for the card; null where there is nothing to say.
 * @param {import("../data/events.js").EventTable} events
 * @param {number} i
 * @param {import("../data/place_names.js").PlaceNames} names
 * @returns {[string, string | null][]}
 */
export function placeRows(events, i, names) {
  const get = /** @param {string} name */ (name) => events.get(i, name);
  const placed = events.placed(i);
  const metres = get("uncertainty_m");
  const name = get("place_name") && names.name(i);
  const kind = get("place_kind");
  return [
    [say("card.place"), name ? (kind ? `${name} (${sayCode("kind", kind)})` : name) : null],
    [say("card.as_written"), writtenWords(get("name_as_written"), get("quote"))],
    [say("card.resolved"), methodWords(get("match_method"), get("match_score"))],
    [say("card.placed"), placed && get("geo_precision") ? sayCode("precision", get("geo_precision")) : null],
    [say("card.stand_in"), standInWords(placed && get("stand_in"), name)],
    [say("card.within"), placed && metres ? say("card.within_words", { distance: distanceWords(metres) }) : null],
    [say("card.border"), borderWords(get("border_km"), get("border_distance_m"), metres)],
    [say("card.not_placed"), placed ? null : get("unplaced_reason") || say("list.no_reason")],
  ];
}

/** @param {string | false | null} unit @param {string | null} name */
function standInWords(unit, name) {
  return unit ? say("card.stand_in_words", { unit, name: name || "" }) : null;
}

/** @param {string | null} name @param {string | null} quote */
function writtenWords(name, quote) {
  if (!name) return null;
  const elsewhere = quote && !quote.toLowerCase().includes(name.toLowerCase());
  return say(elsewhere ? "card.as_written_elsewhere" : "card.as_written_here", { name });
}

/** @param {string | null} method @param {number | null} score */
function methodWords(method, score) {
  if (!method) return null;
  const words = sayCode("method", method);
  if (score === null) return words;
  const value = numberWords(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return say("method.score", { method: words, score: value });
}

/**
 * Where an event lies by the border, no surer than its place is.
 * @param {number | null} km
 * @param {number | null} away metres
 * @param {number | null} unsure metres
 */
export function borderWords(km, away, unsure) {
  if (km === null || away === null || away > FAR_FROM_BORDER) return null;
  const at = Math.round(km);
  if (!unsure) return say("card.border_exact", { km: at, away: distanceWords(away) });
  const spread = Math.max(1, Math.round(unsure / 1000));
  if (away <= unsure) return say("card.border_within", { km: at, unsure: spread, away: distanceWords(unsure) });
  return say("card.border_away", { km: at, unsure: spread, away: distanceWords(away), spread: distanceWords(unsure) });
}
