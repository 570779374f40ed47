// The map's box grows and shrinks with what unfolds around it. What the reader looks at stays in its middle, as large as
// it was; a view that the reader has not moved still shows everything.

/** @param {any} map @param {import("./view.js").MapView} view */
export function followSize(map, view) {
  new ResizeObserver(() => {
    const { moved } = view;
    const centre = map.getCenter();
    map.invalidateSize({ animate: false, pan: false });
    if (moved) {
      map.setView(centre, map.getZoom(), { animate: false });
      return;
    }
    map.setMinZoom(0);
    view.fit();
    view.limit();
  }).observe(map.getContainer());
}
