// The part of Leaflet 1.9 that the page uses. Latitude comes first here, and nowhere else in geo_nk.

declare namespace L {
  type PointLike = Point | [number, number];
  type LatLngLike = LatLng | [number, number] | number[];
  type BoundsLike = LatLngBounds | LatLngLike[];
  type Handlers = Record<string, (event: any) => void>;

  class Point {
    x: number;
    y: number;
    constructor(x: number, y: number);
    add(other: PointLike): Point;
    subtract(other: PointLike): Point;
    multiplyBy(factor: number): Point;
    divideBy(factor: number): Point;
    distanceTo(other: PointLike): number;
    round(): Point;
    floor(): Point;
  }

  class LatLng {
    lat: number;
    lng: number;
    distanceTo(other: LatLngLike): number;
  }

  class LatLngBounds {
    contains(other: LatLngLike | BoundsLike): boolean;
    intersects(other: BoundsLike): boolean;
    extend(other: LatLngLike | BoundsLike): this;
    pad(ratio: number): LatLngBounds;
    getCenter(): LatLng;
    getWest(): number;
    getSouth(): number;
    getEast(): number;
    getNorth(): number;
    isValid(): boolean;
  }

  class Class {
    static extend(members: any): any;
  }

  class Evented extends Class {
    on(types: string, listener: (event: any) => void, context?: any): this;
    on(listeners: Handlers): this;
    once(types: string, listener: (event: any) => void, context?: any): this;
    off(types?: string, listener?: (event: any) => void, context?: any): this;
    fire(type: string, data?: object): this;
  }

  class Layer extends Evented {
    options: any;
    addTo(map: Map): this;
    remove(): this;
    getPane(name?: string): HTMLElement;
  }

  class Control extends Class {
    static extend(members: any): any;
    addTo(map: Map): this;
    remove(): this;
    getContainer(): HTMLElement | undefined;
  }

  interface ViewOptions {
    animate?: boolean;
    duration?: number;
    easeLinearity?: number;
    padding?: PointLike;
    paddingTopLeft?: PointLike;
    paddingBottomRight?: PointLike;
    maxZoom?: number;
  }

  class Map extends Evented {
    options: any;
    attributionControl: any;
    zoomControl: any;
    doubleClickZoom: { enable(): void; disable(): void };
    dragging: { enable(): void; disable(): void; enabled(): boolean };
    keyboard: { enable(): void; disable(): void };
    scrollWheelZoom: { enable(): void; disable(): void };
    addLayer(layer: Layer): this;
    removeLayer(layer: Layer): this;
    hasLayer(layer: Layer): boolean;
    addControl(control: Control): this;
    removeControl(control: Control): this;
    createPane(name: string, container?: HTMLElement): HTMLElement;
    getPane(name: string): HTMLElement | undefined;
    getPanes(): Record<string, HTMLElement>;
    getContainer(): HTMLElement;
    getSize(): Point;
    getCenter(): LatLng;
    getZoom(): number;
    getMinZoom(): number;
    getMaxZoom(): number;
    getBounds(): LatLngBounds;
    getBoundsZoom(bounds: BoundsLike, inside?: boolean, padding?: PointLike): number;
    getPixelOrigin(): Point;
    getZoomScale(to: number, from?: number): number;
    setView(center: LatLngLike, zoom?: number, options?: ViewOptions): this;
    setZoom(zoom: number, options?: ViewOptions): this;
    setMinZoom(zoom: number): this;
    setMaxZoom(zoom: number): this;
    setMaxBounds(bounds: BoundsLike | null): this;
    fitBounds(bounds: BoundsLike, options?: ViewOptions): this;
    flyToBounds(bounds: BoundsLike, options?: ViewOptions): this;
    flyTo(center: LatLngLike, zoom?: number, options?: ViewOptions): this;
    panBy(offset: PointLike, options?: ViewOptions): this;
    panTo(center: LatLngLike, options?: ViewOptions): this;
    panInsideBounds(bounds: BoundsLike, options?: ViewOptions): this;
    zoomIn(delta?: number, options?: ViewOptions): this;
    zoomOut(delta?: number, options?: ViewOptions): this;
    invalidateSize(options?: boolean | object): this;
    stop(): this;
    project(point: LatLngLike, zoom?: number): Point;
    unproject(point: PointLike, zoom?: number): LatLng;
    latLngToContainerPoint(point: LatLngLike): Point;
    latLngToLayerPoint(point: LatLngLike): Point;
    layerPointToLatLng(point: PointLike): LatLng;
    layerPointToContainerPoint(point: PointLike): Point;
    containerPointToLatLng(point: PointLike): LatLng;
    containerPointToLayerPoint(point: PointLike): Point;
    mouseEventToContainerPoint(event: MouseEvent): Point;
    mouseEventToLatLng(event: MouseEvent): LatLng;
    distance(a: LatLngLike, b: LatLngLike): number;
  }

  class TileLayer extends Layer {
    constructor(template: string, options?: object);
    setOpacity(opacity: number): this;
    getTileUrl(tile: { x: number; y: number; z: number }): string;
  }

  function map(element: string | HTMLElement, options?: object): Map;
  function point(x: number, y: number): Point;
  function latLng(lat: number, lng: number): LatLng;
  function latLngBounds(corners: LatLngLike[]): LatLngBounds;
  function latLngBounds(a: LatLngLike, b: LatLngLike): LatLngBounds;
  function tileLayer(template: string, options?: object): TileLayer;
  function setOptions(target: object, options?: object): any;
  function stamp(target: object): number;

  namespace control {
    function zoom(options?: object): Control;
    function scale(options?: object): Control;
    function attribution(options?: object): Control;
  }
  namespace DomUtil {
    function create<K extends keyof HTMLElementTagNameMap>(
      tag: K,
      className?: string,
      container?: HTMLElement,
    ): HTMLElementTagNameMap[K];
    function getPosition(element: HTMLElement): Point;
    function setPosition(element: HTMLElement, position: Point): void;
    function setTransform(element: HTMLElement, offset: Point, scale?: number): void;
  }
  namespace DomEvent {
    function stop(event: Event): void;
    function stopPropagation(event: Event): void;
    function disableClickPropagation(element: HTMLElement): void;
    function disableScrollPropagation(element: HTMLElement): void;
    function on(element: HTMLElement, types: string, listener: (event: any) => void): void;
  }
  namespace Browser {
    const mobile: boolean;
    const touch: boolean;
    const retina: boolean;
  }
}
