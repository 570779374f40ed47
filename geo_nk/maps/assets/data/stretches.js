// What stands along the border: rivers, provinces and counties as stretches of it, towns and crossings at kilometres.

/**
 * @typedef {[string[], number, number]} Stretch names in the languages of the page, first and last kilometre
 *
 * @typedef {object} StripChart what stands along the border
 * @property {number} length_km
 * @property {number} near_m metres from the border within which an event stands on the chart
 * @property {Stretch[]} rivers
 * @property {Stretch[]} provinces
 * @property {Stretch[]} counties
 * @property {[string[], number, number, string][]} places names, kilometre, rank, country
 * @property {[string[], number, string, number, number][]} crossings names, kilometre, category, lon, lat
 */

/**
 * The names of the stretches that hold a kilometre.
 * @param {StripChart} chart
 * @param {number} km
 * @param {number} tongue
 * @returns {string[]} the county, and the province where that is another
 */
export function unitsAt(chart, km, tongue) {
  const names = [chart.counties, chart.provinces].map(
    (stretches) => stretches.find(([, from, to]) => km >= from && km <= to)?.[0][tongue],
  );
  return [...new Set(names.filter((name) => name !== undefined))];
}
