import { childOf, childrenOf, parseXml } from "../xml";

const ENGLISH = 1033;

/** Names and texts of a .resx file. */
export function parseResx(text: string): Map<string, string> {
  return new Map(
    childrenOf(parseXml(text, "resource file"), "data").map(data => [
      data.getAttribute("name") ?? "",
      childOf(data, "value")?.textContent ?? "",
    ]),
  );
}

/** The files to read for a user, weakest first: English, then the user's language. A language the control lacks is left out. */
export function resxPaths(paths: readonly string[], languageId: number): string[] {
  return [ENGLISH, languageId]
    .filter((lcid, index, all) => all.indexOf(lcid) === index)
    .flatMap(lcid => paths.filter(path => path.endsWith(`.${lcid}.resx`)));
}

export async function loadStrings(
  baseUrl: string,
  paths: readonly string[],
  languageId: number,
  readText: (url: string) => Promise<string>,
): Promise<Map<string, string>> {
  const files = await Promise.all(resxPaths(paths, languageId).map(path => readText(baseUrl + path)));
  return new Map(files.flatMap(file => [...parseResx(file)]));
}
