// What folium's own templates call. It is on the page only where a folium layer was added to the map.
window.$ = (target) => {
  if (typeof target !== "string") return { ready: (run) => run() };
  const parsed = document.createElement("template"); // scripts that are parsed into a template never run
  parsed.innerHTML = target;
  return [parsed.content.firstElementChild];
};
L.Icon.Default.imagePath = "";
