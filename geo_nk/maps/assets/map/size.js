// The map's box grows and shrinks with what unfolds around it. What the reader looks at stays in its middle, as large as
// it was; a view that the reader has not moved still shows everything.

/** @param {any} map @param {import("./view.js").MapView} view */
export function followSize(map, view) {
  const box = map.getContainer();
  new ResizeObserver(() => {
    // The map knows this size where it was sent to look somewhere since: that flight goes on.
    if (map.getSize().equals([box.clientWidth, box.clientHeight])) return;
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
  }).observe(box);
}
