/** The text of a key in the reader's language, with `{0}`, `{1}` filled in. */
export type Texts<Key extends string> = (key: Key, ...values: readonly string[]) => string;

/** @param entries Texts by key; a key that is missing is shown as it is. */
export function texts<Key extends string>(entries: ReadonlyMap<string, string>): Texts<Key> {
  return (key, ...values) =>
    (entries.get(key) ?? key).replace(/\{(\d+)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** What a resx file says, by key. */
export function readResx(xml: string): ReadonlyMap<string, string> {
  const data = new DOMParser().parseFromString(xml, "application/xml").querySelectorAll("root > data");
  return new Map(
    [...data].map(node => [node.getAttribute("name") ?? "", node.querySelector("value")?.textContent ?? ""]),
  );
}

/** The file of texts that lies beside the page, as a web resource. @throws Error with the server's status where it is not there. */
export async function loadResx(name: string, languageId: number): Promise<ReadonlyMap<string, string>> {
  const file = `../strings/${name}.${languageId}.resx`;
  const response = await fetch(file, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  return readResx(await response.text());
}
