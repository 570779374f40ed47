// Where the marks stand. Events of one place stand in a ring around it; more than fit, or places too near to each other
// at this zoom, become one stack with a count. A mark never stands on a place that is not its own.

export const MARK = 7; // radius of a symbol in pixels
const RING_MOST = 6; // events that still stand in a ring

/**
 * @typedef {object} Spot one place with its events
 * @property {number} lon
 * @property {number} lat
 * @property {string} name
 * @property {number[]} members rows
 * @property {boolean} area whether it stands for a whole province
 * @property {Set<number>} discs the distances, in metres, by which its events may lie elsewhere
 */

/**
 * @typedef {object} Site what is drawn at one point of the screen: one spot, or several that are too near to each other
 * @property {number} x
 * @property {number} y
 * @property {number} r
 * @property {Spot[]} spots most events first
 * @property {number} size events
 * @property {boolean} stacked whether it is a count, not a mark for each event
 * @property {{i: number, x: number, y: number}[]} marks
 */

/**
 * Group visible, placed events by place.
 * @param {import("./events.js").EventTable} events
 * @param {Uint32Array} visible
 * @param {Map<string, any>} provinces by id
 * @returns {Spot[]}
 */
export function spotsOf(events, visible, provinces) {
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  for (const i of visible) {
    if (!events.placed(i)) continue;
    const province = events.ofProvince(i) ? provinces.get(events.get(i, "place_id")) : null;
    // The point of a province is its seat; a mark there would claim the town.
    const [lon, lat] = province ? province.label : [events.lon[i], events.lat[i]];
    const key = `${lon} ${lat} ${Boolean(province)}`;
    /** @type {Spot} */
    const spot = spots.get(key) ?? {
      lon,
      lat,
      name: events.placeName(i),
      members: [],
      area: Boolean(province),
      discs: new Set(),
    };
    spot.members.push(i);
    if (!events.vague(i) && events.get(i, "uncertainty_m")) spot.discs.add(events.get(i, "uncertainty_m"));
    spots.set(key, spot);
  }
  return [...spots.values()].sort((a, b) => b.members.length - a.members.length);
}

/** @param {number} n */
export const ringRadius = (n) => (n === 1 ? 0 : Math.max(10.5, (n * 17.5) / (2 * Math.PI)));

/** @param {number} n */
const stackRadius = (n) => Math.min(26, 13 + 2.2 * Math.log2(n));

/** @param {number} n @param {number} places */
const siteRadius = (n, places) => (places > 1 || n > RING_MOST ? stackRadius(n) : ringRadius(n) + MARK);

/**
 * Lay the spots out at one zoom.
 * @param {Spot[]} spots most events first
 * @param {import("./canvas.js").View} view
 * @returns {Site[]}
 */
export function sitesOf(spots, view) {
  let sites = spots.map((spot) => {
    const [x, y] = view.toPixel(spot.lon, spot.lat);
    return siteOf([spot], x, y);
  });
  // A stack is larger than what went into it, so it may come to touch another; a few rounds settle that.
  for (let round = 0; round < 4; round += 1) {
    const merged = mergeNear(sites);
    if (merged.length === sites.length) break;
    sites = merged;
  }
  for (const site of sites) placeMarks(site);
  return sites;
}

/** @param {Spot[]} spots @param {number} x @param {number} y @returns {Site} */
function siteOf(spots, x, y) {
  const size = spots.reduce((sum, spot) => sum + spot.members.length, 0);
  return {
    x,
    y,
    r: siteRadius(size, spots.length),
    spots,
    size,
    stacked: spots.length > 1 || size > RING_MOST,
    marks: [],
  };
}

/** Put each site into the first larger one that it overlaps; that one keeps its position. @param {Site[]} sites @returns {Site[]} */
function mergeNear(sites) {
  /** @type {Site[]} */
  const kept = [];
  for (const site of sites) {
    const k = kept.findIndex(
      (s) => s.spots[0].area === site.spots[0].area && Math.hypot(s.x - site.x, s.y - site.y) < 0.74 * (s.r + site.r),
    );
    if (k < 0) kept.push(site);
    else kept[k] = siteOf(kept[k].spots.concat(site.spots), kept[k].x, kept[k].y);
  }
  return kept;
}

/** The events of a site. @param {Site} site */
export const siteMembers = (site) => site.spots.flatMap((spot) => spot.members);

/** The place with most events, and how many stand with it. @param {Site} site */
export function siteName(site) {
  const names = [...new Set(site.spots.map((s) => s.name))];
  return names.length > 1 ? `${names[0]} +${names.length - 1}` : names[0];
}

/** @param {Site} site */
function placeMarks(site) {
  if (site.stacked) return;
  const radius = ringRadius(site.size);
  site.marks = siteMembers(site).map((i, k) => {
    const angle = (2 * Math.PI * k) / site.size - Math.PI / 2;
    return { i, x: site.x + radius * Math.cos(angle), y: site.y + radius * Math.sin(angle) };
  });
}

/** Every place of a site by name. @param {Site} site */
export const siteNames = (site) => [...new Set(site.spots.map((s) => s.name))].join(", ");
