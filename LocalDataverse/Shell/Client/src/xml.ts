/** @throws Error the text is not well-formed XML; names what it was meant to be. */
export function parseXml(text: string, what: string): Element {
  const parsed = new DOMParser().parseFromString(text.replace(/^\uFEFF/, ""), "text/xml");
  const root = parsed.documentElement;
  if (root.nodeName === "parsererror" || root.getElementsByTagName("parsererror").length > 0) {
    throw new Error(`The ${what} is not well-formed XML.`);
  }
  return root;
}

/** Children of that name, by local name, in document order. */
export function childrenOf(element: Element | undefined, name: string): Element[] {
  return element ? Array.from(element.children).filter(child => child.localName === name) : [];
}

export function childOf(element: Element | undefined, name: string): Element | undefined {
  return childrenOf(element, name)[0];
}

/** Follows one name after the other down the tree. */
export function descend(element: Element | undefined, ...names: string[]): Element | undefined {
  return names.reduce<Element | undefined>(childOf, element);
}

/** A yes/no attribute as form XML writes it: true, 1, false, 0; the fallback where it is absent. */
export function flag(element: Element, name: string, fallback: boolean): boolean {
  const value = element.getAttribute(name)?.toLowerCase();
  return value === undefined ? fallback : value === "true" || value === "1";
}

export function whole(element: Element, name: string, fallback: number): number {
  const value = Number.parseInt(element.getAttribute(name) ?? "", 10);
  return Number.isNaN(value) ? fallback : value;
}
