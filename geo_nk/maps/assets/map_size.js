// The map's box grows and shrinks with what unfolds around it. A view that the reader has not moved still shows everything.

/** @param {any} map @param {import("./map_view.js").MapView} view */
export function followSize(map, view) {
  new ResizeObserver(() => {
    const { moved } = view;
    map.invalidateSize({ animate: false, pan: false });
    if (moved) return;
    map.setMinZoom(0);
    view.fit();
    view.limit();
  }).observe(map.getContainer());
}
