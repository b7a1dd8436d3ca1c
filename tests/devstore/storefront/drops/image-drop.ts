import { Drop } from "liquidjs";

/** A picture. All of ours are square. */
export class ImageDrop extends Drop {
  readonly src: string;
  readonly alt: string;
  readonly width = 1200;
  readonly height = 1200;
  readonly aspect_ratio = 1;

  constructor(src: string, alt: string) {
    super();
    this.src = src;
    this.alt = alt;
  }
}
