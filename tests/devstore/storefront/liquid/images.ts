import { ImageDrop } from "../drops/image-drop.ts";
import { escapeHtml, textOf } from "./translations.ts";

/** Shopify's `image_url`: the picture's address at a width; it fails without one, as there. */
export function imageUrl(image: unknown, named: ReadonlyMap<string, unknown>): string {
  const src = image instanceof ImageDrop ? image.src : textOf(image);
  const sizes = ["width", "height"].flatMap((name) => {
    const value = named.get(name);
    return value === undefined ? [] : [`${name}=${textOf(value)}`];
  });
  if (sizes.length === 0) throw new Error("image_url: a width or a height is needed");
  if (src === "") return "";
  return `${src}${src.includes("?") ? "&" : "?"}${sizes.join("&")}`;
}

/** Shopify's `image_tag` on such an address: width, height and srcset are worked out, other names become attributes. */
export function imageTag(url: unknown, named: ReadonlyMap<string, unknown>): string {
  const src = textOf(url);
  const width = Number(/[?&]width=(\d+)/.exec(src)?.[1] ?? 0);
  const widths = textOf(named.get("widths") ?? "")
    .split(",")
    .map((part) => Number(part.trim()))
    .filter((candidate) => candidate > 0 && (width === 0 || candidate <= width));
  const at = (candidate: number) => src.replace(/([?&]width=)\d+/, `$1${candidate}`);
  const attributes = new Map<string, string>([["src", src]]);
  if (widths.length > 0) {
    attributes.set("srcset", widths.map((one) => `${at(one)} ${one}w`).join(", "));
  }
  if (width > 0) {
    attributes.set("width", String(width));
    attributes.set("height", String(width));
  }
  for (const [name, value] of named) {
    if (name !== "widths" && name !== "preload") attributes.set(name, textOf(value));
  }
  return `<img ${[...attributes].map(([name, value]) => `${name}="${escapeHtml(value)}"`).join(" ")}>`;
}
