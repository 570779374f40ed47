// The map's box grows and shrinks with what unfolds around it. A view that the reader has not moved still shows everything.

/** What the map looks at, as text. @param {any} map */
const lookOf = (map) => `${map.getCenter().lat} ${map.getCenter().lng} ${map.getZoom()}`;

/** @param {any} map @param {import("./map_view.js").MapView} view */
export function followSize(map, view) {
  let fitted = lookOf(map);
  new ResizeObserver(() => {
    const untouched = lookOf(map) === fitted;
    map.invalidateSize({ animate: false, pan: false });
    if (!untouched) return;
    map.setMinZoom(0);
    view.fit();
    view.limit();
    fitted = lookOf(map);
  }).observe(map.getContainer());
}
