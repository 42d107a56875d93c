// @vitest-environment jsdom
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { textKeys } from "../../HandlingTime/model/texts";
import { resourceTexts } from "../doubles/context";

const folder = join(__dirname, "../../HandlingTime");
const manifest = new DOMParser().parseFromString(
  readFileSync(join(folder, "ControlManifest.Input.xml"), "utf8"),
  "application/xml",
);
const languages = [1033, 1031, 1036, 3082, 1041, 1025];
const english = resourceTexts(1033);

const placeholders = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort();

describe.each(languages)("the texts of language %i", language => {
  const texts = resourceTexts(language);

  test("are packed: the manifest names the file", () => {
    expect(manifest.querySelector(`resx[path="strings/HandlingTime.${language}.resx"]`)).not.toBeNull();
  });

  test("hold every key of code and manifest once, and no other", () => {
    const named = [...manifest.querySelectorAll("*")].flatMap(node =>
      ["display-name-key", "description-key"].flatMap(name => node.getAttribute(name) ?? []),
    );
    const xml = readFileSync(join(folder, `strings/HandlingTime.${language}.resx`), "utf8");
    const keys = [...xml.matchAll(/<data name="([^"]+)"/g)].map(match => match[1]);
    expect(keys.sort()).toEqual([...new Set([...textKeys, ...named])].sort());
  });

  test("are none of them empty", () => {
    expect([...texts].filter(([, text]) => text === "")).toEqual([]);
  });

  test("take the same values as in English", () => {
    const differing = [...english].filter(
      ([key, text]) => String(placeholders(text)) !== String(placeholders(texts.get(key) ?? "")),
    );
    expect(differing).toEqual([]);
  });
});

test.each(languages.slice(1))("no sentence of language %i is left in English", language => {
  const texts = resourceTexts(language);
  expect([...english].filter(([key, text]) => text.length > 16 && texts.get(key) === text)).toEqual([]);
});

test("the manifest names no file of texts that is not there", () => {
  const paths = [...manifest.querySelectorAll("resx")].map(node => node.getAttribute("path") ?? "");
  expect(paths.sort()).toEqual(
    readdirSync(join(folder, "strings"))
      .map(name => `strings/${name}`)
      .sort(),
  );
});

/** What a reader or a screen reader gets to know: text between tags, and attributes that name or describe. */
const telling =
  /^(aria-(label|description|valuetext|roledescription)|title|alt|placeholder|label|hint|validationMessage)$/;

function literalTexts(code: string): string[] {
  const source = ts.createSourceFile("code.tsx", code, ts.ScriptTarget.ES2020, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const letters = (node: ts.Node) => {
    if ((ts.isJsxText(node) || ts.isStringLiteralLike(node)) && /\p{L}/u.test(node.text)) found.push(node.text.trim());
  };
  /** The literals that an expression can come to, not those that it compares or passes on. */
  const outcomes = (node: ts.Node): void => {
    letters(node);
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(outcomes);
    else if (ts.isBinaryExpression(node)) outcomes(node.right);
    else if (ts.isTemplateExpression(node)) node.templateSpans.forEach(span => outcomes(span.expression));
    else if (ts.isParenthesizedExpression(node)) outcomes(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) letters(node);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression) outcomes(node.expression);
    else if (ts.isJsxAttribute(node) && telling.test(node.name.getText(source)) && node.initializer) {
      const { initializer } = node;
      outcomes(ts.isJsxExpression(initializer) && initializer.expression ? initializer.expression : initializer);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

test.each(readdirSync(join(folder, "components")).filter(name => name.endsWith(".tsx")))(
  "%s holds no text of its own",
  name => expect(literalTexts(readFileSync(join(folder, "components", name), "utf8"))).toEqual([]),
);

test("a text in code is found wherever it would be shown or heard", () => {
  const code = `<div title="A" lang="en" data-state={x === "b" ? 1 : 2}>C {x === "d" ? "E" : text("F")} <i aria-label={y || "G"} /></div>`;
  expect(literalTexts(code)).toEqual(["A", "C", "E", "G"]);
});
