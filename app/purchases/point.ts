/** A place as a point of a sphere of radius 10,000,000, so that distances are compared in whole numbers. */
export interface Point {
  x: number;
  y: number;
  z: number;
}

const RADIUS = 10_000_000;
const EARTH_KM = 6371.0088;

/** Coordinates are rounded to hundredths of a degree, about a kilometre: no more than a segment needs. */
export function pointOf(latitude: number, longitude: number): Point {
  const [north, east] = [latitude, longitude].map(
    (degrees) => (Math.round(degrees * 100) / 100) * (Math.PI / 180),
  ) as [number, number];
  return {
    x: Math.round(RADIUS * Math.cos(north) * Math.cos(east)),
    y: Math.round(RADIUS * Math.cos(north) * Math.sin(east)),
    z: Math.round(RADIUS * Math.sin(north)),
  };
}

/** The square of the straight line through the earth between points that are this far apart on its surface. */
export function squareOfDistance(kilometres: number): number {
  const half = Math.min(kilometres / (2 * EARTH_KM), Math.PI / 2);
  return Math.floor((2 * RADIUS * Math.sin(half)) ** 2);
}
