// Where the marks stand. Events of one place stand in a ring around it; more than fit, or places too near to each other
// at this zoom, become one stack with a count. A mark never stands on a place that is not its own.

const MARK = 7; // radius of a symbol in pixels
const RING_MOST = 6; // events that still stand in a ring

/**
 * @typedef {{lon: number, lat: number, name: string, members: number[], area: boolean}} Spot one place with its events
 * @typedef {{x: number, y: number, r: number, spots: Spot[], members: number[], stacked: boolean, marks: {i: number, x: number, y: number}[]}} Site
 */

/**
 * Group visible, placed events by place.
 * @param {EventTable} events
 * @param {number[]} visible
 * @param {Map<string, any>} provinces by id
 * @returns {Spot[]}
 */
function spotsOf(events, visible, provinces) {
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  for (const i of visible) {
    if (!events.placed(i)) continue;
    const province = events.get(i, "geo_precision") === "province" ? provinces.get(events.get(i, "place_id")) : null;
    // The point of a province is its seat; a mark there would claim the town.
    const [lon, lat] = province ? province.label : [events.columns.lon[i], events.columns.lat[i]];
    const key = `${lon} ${lat} ${Boolean(province)}`;
    const spot = spots.get(key) ?? { lon, lat, name: events.placeName(i), members: [], area: Boolean(province) };
    spot.members.push(i);
    spots.set(key, spot);
  }
  return [...spots.values()].sort((a, b) => b.members.length - a.members.length);
}

/** @param {number} n */
const ringRadius = (n) => (n === 1 ? 0 : Math.max(10.5, (n * 17.5) / (2 * Math.PI)));

/** @param {number} n */
const stackRadius = (n) => Math.min(26, 13 + 2.2 * Math.log2(n));

/** @param {number} n @param {number} places */
const siteRadius = (n, places) => (places > 1 || n > RING_MOST ? stackRadius(n) : ringRadius(n) + MARK);

/**
 * Lay the spots out at one zoom.
 * @param {Spot[]} spots most events first
 * @param {View} view
 * @returns {Site[]}
 */
function sitesOf(spots, view) {
  /** @type {Site[]} */
  const sites = [];
  for (const spot of spots) {
    const [x, y] = view.toPixel(spot.lon, spot.lat);
    const r = siteRadius(spot.members.length, 1);
    const near = sites.find((s) => s.spots[0].area === spot.area && Math.hypot(s.x - x, s.y - y) < 0.72 * (s.r + r));
    if (near) {
      near.spots.push(spot);
      near.members = near.members.concat(spot.members);
      near.r = siteRadius(near.members.length, near.spots.length);
    } else {
      sites.push({ x, y, r, spots: [spot], members: [...spot.members], stacked: false, marks: [] });
    }
  }
  for (const site of sites) placeMarks(site);
  return sites;
}

/** The place with most events, and how many stand with it. @param {Site} site */
function siteName(site) {
  const names = [...new Set(site.spots.map((s) => s.name))];
  return names.length > 1 ? `${names[0]} +${names.length - 1}` : names[0];
}

/** @param {Site} site */
function placeMarks(site) {
  const n = site.members.length;
  site.stacked = site.spots.length > 1 || n > RING_MOST;
  const radius = site.stacked ? 0 : ringRadius(n);
  site.marks = site.members.map((i, k) => {
    const angle = (2 * Math.PI * k) / n - Math.PI / 2;
    return { i, x: site.x + radius * Math.cos(angle), y: site.y + radius * Math.sin(angle) };
  });
}
