import { Fault } from "#app/platform/errors.ts";

/** The result of a bulk operation is not what we asked for: it is asked for again, and nothing of it is taken. */
export class ImportMalformed extends Fault {
  readonly code = "import_malformed";
  readonly retryable = true;
}

/** A root object with its children, complete. */
export interface Group {
  root: unknown;
  children: unknown[];
  /** The byte after its last line: up to there everything can be saved. */
  end: number;
}

interface Line {
  text: string;
  end: number;
}

/**
 * Puts lines together: a root, then its children, which say `__parentId`. Children stand right behind their root
 * (`groupObjects: true`); one that does not is a fault, since its root could have been saved without it.
 */
export class LineGroups {
  #open: (Group & { id: string }) | null = null;

  /** Takes a line; gives the group that it has completed, if any. @throws ImportMalformed */
  take({ text, end }: Line): Group | null {
    const object = parse(text, end);
    if (object.__parentId === undefined) {
      const complete = this.#open;
      this.#open = { root: object, children: [], end, id: object.id };
      return complete;
    }
    if (object.__parentId !== this.#open?.id) {
      throw new ImportMalformed(`${lineBefore(end)} is away from its parent`);
    }
    this.#open.children.push(object);
    this.#open.end = end;
    return null;
  }

  /** What is still open: at the end of the file that is complete too. */
  last(): Group | null {
    const complete = this.#open;
    this.#open = null;
    return complete;
  }
}

const lineBefore = (end: number) => `the line before byte ${end} of the bulk operation's result`;

function parse(text: string, end: number): { id: string; __parentId?: unknown } {
  try {
    const object: unknown = JSON.parse(text);
    if (
      typeof object === "object" &&
      object !== null &&
      "id" in object &&
      typeof object.id === "string"
    ) {
      return object as { id: string };
    }
  } catch {
    // said below, without a word of the line: it is a customer's
  }
  throw new ImportMalformed(`${lineBefore(end)} is not an object with an id`);
}
