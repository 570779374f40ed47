// The map's box grows and shrinks with what unfolds around it. What the reader looks at stays in its middle; a window of
// another size shows everything anew, where the reader has not moved the map.

/** @param {any} map @param {import("./map_view.js").MapView} view @param {import("./store.js").Store} store */
export function followSize(map, view, store) {
  let { innerWidth, innerHeight } = window;
  let unfolded = store.get("strip");
  new ResizeObserver(() => {
    const { moved } = view;
    const centre = map.getCenter();
    map.invalidateSize({ animate: false, pan: false });
    const resized = innerWidth !== window.innerWidth || innerHeight !== window.innerHeight;
    const folding = unfolded !== store.get("strip");
    ({ innerWidth, innerHeight } = window);
    unfolded = store.get("strip");
    if (moved || (folding && !resized)) {
      map.setView(centre, map.getZoom(), { animate: false });
      if (!moved) view.keep();
      return;
    }
    map.setMinZoom(0);
    view.fit();
    view.limit();
  }).observe(map.getContainer());
}
