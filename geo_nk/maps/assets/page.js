// The page: one state, what changes it, and what follows from a change.

const data = JSON.parse(/** @type {string} */ (byId("geo-nk-data").textContent));
const events = new EventTable(data.events, data.categories);
const base = unpackBasemap(data.basemap);

/** @type {{visible: number[], selected: number | null}} */
const state = { visible: [], selected: null };

const map = L.map("map", {
  zoomControl: false,
  attributionControl: false,
  zoomSnap: 0.25,
  zoomDelta: 0.75,
  wheelPxPerZoomLevel: 110,
  maxZoom: 14,
});
L.control.zoom({ position: "bottomright" }).addTo(map);
L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
const [west, south, east, north] = data.basemap.bounds;
const wholeMap = L.latLngBounds([south, west], [north, east]);

/** Fit the view to the events, or to the border where there are none. */
function fitView() {
  const points = state.visible
    .filter((i) => events.placed(i))
    .map((i) => [events.columns.lat[i], events.columns.lon[i]]);
  const [w, s, e, n] = data.basemap.home;
  const bounds = points.length ? L.latLngBounds(points) : L.latLngBounds([s, w], [n, e]);
  const narrow = map.getSize().x < 600;
  map.fitBounds(bounds, { padding: narrow ? [28, 28] : [64, 64], maxZoom: 10.5, animate: false });
}

state.visible = Array.from({ length: events.size }, (_, i) => i);
fitView();
map.setMinZoom(Math.min(map.getBoundsZoom(wholeMap, true), map.getZoom()));
if (state.visible.every((i) => !events.placed(i) || wholeMap.contains([events.columns.lat[i], events.columns.lon[i]])))
  map.setMaxBounds(wholeMap);

const baseLayer = new CanvasLayer((c, view) => drawBase(c, view, base), { pane: "tilePane" }).addTo(map);
const eventLayer = new EventLayer(map, events, base);
const list = new EventList(events, select);
const card = new Card(events, { choose: select, close: () => select(null) });
const legend = new Legend(events, filter);
const years = new Years(events, filter);
const search = /** @type {HTMLInputElement} */ (byId("search"));

/** Show what every filter lets through. */
function filter() {
  const words = fold(search.value).split(/\s+/).filter(Boolean);
  const rest = Array.from({ length: events.size }, (_, i) => i).filter(
    (i) => years.lets(i) && events.matches(i, words),
  );
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const i of rest) counts.set(events.get(i, "category"), (counts.get(events.get(i, "category")) ?? 0) + 1);
  legend.count(counts);
  state.visible = rest.filter((i) => !legend.hidden.has(events.get(i, "category")));
  const narrowed = words.length > 0 || years.active || legend.hidden.size > 0;
  byId("clear").hidden = !narrowed;
  if (state.selected !== null && !state.visible.includes(state.selected)) select(null);
  eventLayer.show(state.visible);
  list.show(state.visible);
  describe(narrowed);
}

/** @param {boolean} narrowed */
function describe(narrowed) {
  const placed = state.visible.filter((i) => events.placed(i)).length;
  const unplaced = state.visible.length - placed;
  byId("counts").textContent = `${counted(placed, "event")} on the map`;
  if (unplaced) {
    const button = element(
      "button",
      { type: "button", id: "to-unplaced" },
      `${unplaced.toLocaleString("en")} not placed`,
    );
    button.addEventListener("click", () => list.openUnplaced());
    byId("counts").append(" · ", button);
  }
  if (narrowed) byId("counts").append(` · of ${events.size.toLocaleString("en")} in all`);
}

/**
 * Open the card of an event, or close it.
 * @param {number | null} i
 */
function select(i) {
  state.selected = i;
  eventLayer.select(i);
  list.mark(i);
  if (i === null) {
    card.hide();
    return;
  }
  card.show(i);
  bringIntoView(i);
}

/** Move the map so that the mark stands beside the card, not under it. @param {number} i */
function bringIntoView(i) {
  if (!events.placed(i)) return;
  const mark = eventLayer.where(i);
  if (!mark) return;
  const beside = window.innerWidth > 760;
  const size = map.getSize();
  const right = beside ? 540 : 40;
  const away = mark.x < 0 || mark.y < 0 || mark.x > size.x || mark.y > size.y;
  const x = away ? (size.x - right) / 2 + 60 : Math.min(Math.max(mark.x, 60), size.x - right);
  const y = away ? size.y / 2 : Math.min(Math.max(mark.y, 60), size.y - 60);
  if (x !== mark.x || y !== mark.y)
    map.panBy([mark.x - x, mark.y - y], { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
}

/** @param {Site} site */
function openSite(site) {
  const bounds = L.latLngBounds(site.spots.map((s) => [s.lat, s.lon]));
  const closer = Math.min(map.getBoundsZoom(bounds.pad(0.4)), map.getMaxZoom());
  if (site.spots.length > 1 && closer > map.getZoom() + 0.2) {
    map.flyToBounds(bounds.pad(0.4), { duration: 0.5, maxZoom: map.getMaxZoom() });
    return;
  }
  select(null);
  const members = new Set(siteMembers(site));
  card.showPlace(
    siteNames(site),
    list.order.filter((i) => members.has(i)),
  );
}

/** @param {Site} site */
const siteNames = (site) => [...new Set(site.spots.map((s) => s.name))].join(", ");

map.on("click", ({ containerPoint }) => {
  const hit = eventLayer.at(containerPoint);
  tip.hidden = true;
  if (hit?.event !== undefined) select(hit.event);
  else if (hit?.site) openSite(hit.site);
  else select(null);
});

const tip = byId("tip");
map.on("mousemove", ({ containerPoint }) => {
  const hit = eventLayer.at(containerPoint);
  map.getContainer().classList.toggle("over", Boolean(hit));
  tip.hidden = !hit;
  if (!hit) return;
  const i = hit.event ?? -1;
  const words = hit.site ? [siteNames(hit.site), counted(hit.site.size, "event")] : [events.title(i), events.when(i)];
  tip.replaceChildren(element("b", {}, words[0]), element("span", {}, words[1]));
  tip.style.left = `${Math.min(containerPoint.x + 14, map.getSize().x - tip.offsetWidth - 8)}px`;
  tip.style.top = `${containerPoint.y > 90 ? containerPoint.y - tip.offsetHeight - 12 : containerPoint.y + 16}px`;
});
map.on("mouseout movestart", () => {
  tip.hidden = true;
});

search.addEventListener("input", filter);
byId("clear").addEventListener("click", () => {
  search.value = "";
  legend.clear();
  years.clear();
  filter();
});
byId("fit").addEventListener("click", fitView);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !card.node.hidden) {
    const last = state.selected;
    select(null);
    if (last !== null) list.buttons.get(last)?.focus();
  }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  baseLayer.redraw();
  eventLayer.layer.redraw();
});

byId("title").textContent = shown(data.title);
byId("attribution").textContent = shown(data.basemap.attribution);
const left = Object.entries(data.counts).filter(([status, n]) => n && (status === "rejected" || status === "merged"));
byId("left-out").textContent = left.length
  ? `Not drawn: ${left.map(([status, n]) => `${n.toLocaleString("en")} ${status}`).join(", ")}.`
  : "";
const days = state.visible
  .flatMap((i) => [events.get(i, "date_start"), events.get(i, "date_end")])
  .filter(Boolean)
  .sort();
byId("period").textContent = days.length
  ? days[0] === days.at(-1)
    ? dayWords(days[0])
    : `${dayWords(days[0])} – ${dayWords(days.at(-1))}`
  : "no dates";
filter();

/**
 * The page's own state, for whoever looks into it and for tests.
 * `visible` is the rows that the filters let through; `where` tells the pixel at which an event's mark stands.
 */
window.geoNK = {
  events,
  map,
  select: /** @param {string | null} id */ (id) => select(id === null ? null : (events.rows.get(id) ?? null)),
  where: /** @param {string} id */ (id) => eventLayer.where(/** @type {number} */ (events.rows.get(id))),
  get visible() {
    return state.visible.map((i) => events.get(i, "event_id"));
  },
  get selected() {
    return state.selected === null ? null : events.get(state.selected, "event_id");
  },
};
