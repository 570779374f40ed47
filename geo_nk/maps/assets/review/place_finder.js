// Places of the gazetteer, to choose from: what a name in a report may mean, what its sentence names, what is typed.

import { fold } from "../data/find.js";
import { tongue } from "../words/words.js";

const MOST = 7; // that are offered
const LEAST_NAME = 3; // letters of a name that is sought in a sentence; Hangul and Hanja need fewer

/** @typedef {{id: string, kind: string, province: string, names: string[], spellings: string[]}} Found */

export class PlaceFinder {
  /** @param {{places: string[][], candidates: Record<string, string[]>}} data as maps/page/review.py packs it */
  constructor({ places, candidates }) {
    /** @type {Map<string, Found>} */
    this.places = new Map(places.map(placeOf));
    this.candidates = new Map(Object.entries(candidates));
  }

  /** @param {string} id */
  get(id) {
    return this.places.get(id) ?? null;
  }

  /** @param {Found} place */
  name(place) {
    return place.names[tongue()];
  }

  /** The province that holds a place, or nothing. @param {Found} place */
  province(place) {
    const holder = this.places.get(place.province);
    return holder ? this.name(holder) : "";
  }

  /**
   * Places that an event may have happened at: those its name may mean, then those that its sentence names.
   * @param {string | null} written @param {string | null} quote
   */
  near(written, quote) {
    const meant = this.candidates.get(written ?? "") ?? [];
    const said = fold(quote ?? "");
    const named = [];
    for (const place of said ? this.places.values() : [])
      if (place.names.some((name) => standsIn(fold(name), said))) named.push(place.id);
    const ids = new Set([...meant, ...named]);
    return [...ids].flatMap((id) => this.places.get(id) ?? []).slice(0, MOST);
  }

  /** Places with a name that begins so, then those with one that has it inside. @param {string} typed */
  find(typed) {
    const sought = fold(typed.trim());
    if (!sought) return [];
    /** @type {[number, Found][]} */
    const found = [];
    for (const place of this.places.values()) {
      const fit = place.spellings.reduce((best, name) => Math.min(best, fitOf(name, sought)), 9);
      if (fit < 9) found.push([fit * 9 + rankOf(place), place]);
    }
    return found
      .sort(([a], [b]) => a - b)
      .slice(0, MOST)
      .map(([, place]) => place);
  }
}

/** @param {string[]} row @returns {[string, Found]} */
function placeOf([id, kind, province, en, ko, zh, ...other]) {
  const names = [en, ko, zh];
  return [id, { id, kind, province, names, spellings: [...new Set([...names, ...other].map(fold))] }];
}

/** @param {string} name @param {string} sought both folded */
function fitOf(name, sought) {
  if (name === sought) return 0;
  return name.startsWith(sought) ? 1 : name.includes(` ${sought}`) || name.includes(`-${sought}`) ? 2 : 9;
}

/** Of places that fit alike, those that reports are about come first. @param {Found} place */
const rankOf = ({ id, kind }) => (id.startsWith("kp-") ? 0 : 2) + (["city", "county", "province"].includes(kind) ? 0 : 1);

/** Whether a name stands in a text as a word. @param {string} name @param {string} text both folded */
function standsIn(name, text) {
  const latin = /^[\x20-\x7e]+$/.test(name);
  if (name.length < (latin ? LEAST_NAME : 2)) return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = [text[at - 1] ?? " ", text[at + name.length] ?? " "];
    if (!latin || around.every((c) => !/[a-z]/.test(c))) return true;
  }
  return false;
}
