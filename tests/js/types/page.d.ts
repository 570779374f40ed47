// What the page puts on its window, for tests and for whoever looks in.

interface Window {
  geoNK: any;
}
