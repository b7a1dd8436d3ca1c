/**
 * A product's picture, the same for the same handle: a few plain shapes in two colours with its first letter, so that
 * shelves can be told apart without a photograph being shipped.
 */
export function productPicture(handle: string): string {
  const seed = hash(handle);
  const hue = seed % 360;
  const letter = (/[a-z0-9]/i.exec(handle)?.[0] ?? "·").toUpperCase();
  const turn = (seed >>> 9) % 60;
  const radius = 150 + ((seed >>> 15) % 60);
  const half = Math.round(radius * 0.8);
  const shape =
    (seed >>> 5) % 2 === 0
      ? `<circle cx="300" cy="290" r="${radius}" fill="hsl(${hue} 38% 58%)"/>`
      : `<rect x="${300 - half}" y="${290 - half}" width="${2 * half}" height="${2 * half}" rx="48" fill="hsl(${hue} 38% 58%)" transform="rotate(${turn} 300 290)"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" role="img"><rect width="600" height="600" fill="hsl(${hue} 34% 90%)"/><ellipse cx="300" cy="548" rx="170" ry="12" fill="hsl(${hue} 20% 80%)"/>${shape}<text x="300" y="350" font-family="Georgia,serif" font-size="170" text-anchor="middle" fill="hsl(${hue} 45% 96%)">${letter}</text></svg>`;
}

function hash(text: string): number {
  let value = 2166136261;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  }
  return value;
}
