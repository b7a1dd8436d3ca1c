import { parseFragment, type DefaultTreeAdapterTypes, type ParserError } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A piece of HTML as a browser reads it: its elements, and what in its text is not as it should be. */
export interface Read {
  readonly elements: readonly Element[];
  readonly faults: readonly string[];
}

const VOID = new Set(["img", "input", "br", "hr"]);

/** Every mistake that the HTML standard names, and every element that is not closed where it was opened. */
export function readHtml(html: string): Read {
  const faults: string[] = [];
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code }: ParserError) => faults.push(code),
  });
  const elements: Element[] = [];
  const visit = (node: Node): void => {
    if (!("tagName" in node)) return;
    elements.push(node);
    const where = node.sourceCodeLocation;
    if (!VOID.has(node.tagName) && !where?.endTag) faults.push(`<${node.tagName}> is not closed`);
    node.childNodes.forEach(visit);
  };
  fragment.childNodes.forEach(visit);
  return { elements, faults };
}
