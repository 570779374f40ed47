// The part of an address behind "#": pairs of a key and a text, readable, and harmless whoever wrote it.

const LONGEST = 8000; // characters; what is longer was not written here

/** @param {[string, string][]} pairs */
export function writeFragment(pairs) {
  const plain = /** @param {string} text */ (text) =>
    encodeURIComponent(text)
      .replace(/%20/g, "+")
      .replace(/%(2C|3A|2F|40)/g, (escape) => decodeURIComponent(escape));
  return pairs.map(([key, text]) => `${key}=${plain(text)}`).join("&");
}

/** @param {string} fragment with or without "#" @returns {Map<string, string>} the last of each key */
export function readFragment(fragment) {
  const text = fragment.replace(/^#/, "");
  return text.length > LONGEST ? new Map() : new Map(new URLSearchParams(text));
}

/**
 * Where the map looks, as `lat,lon,zoom`, which is how people write a position.
 * @param {{lat: number, lon: number, zoom: number}} view
 */
export const writeView = ({ lat, lon, zoom }) =>
  [lat.toFixed(4), lon.toFixed(4), zoom.toFixed(2)].map(Number).join(",");

/** @param {string | undefined} text @returns {{lat: number, lon: number, zoom: number} | null} null for what is no position */
export function readView(text) {
  if (!text || !/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){2}$/.test(text)) return null;
  const [lat, lon, zoom] = text.split(",").map(Number);
  const fits = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 20;
  return fits ? { lat, lon, zoom } : null;
}
