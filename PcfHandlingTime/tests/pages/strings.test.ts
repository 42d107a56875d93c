// @vitest-environment jsdom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reportKeys } from "../../pages/report/texts";
import { settingsKeys } from "../../pages/settings/texts";
import { frameKeys } from "../../pages/shared/frameTexts";
import { languageOf, languages } from "../../pages/shared/languages";
import { readResx, texts } from "../../pages/shared/texts";

const folder = join(__dirname, "../../pages/strings");
const keys = [...frameKeys, ...settingsKeys, ...reportKeys];
const read = (language: number) => readFileSync(join(folder, `pages.${language}.resx`), "utf8");
const english = readResx(read(1033));
const placeholders = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort();

test("there is one file for each language that the pages speak", () => {
  expect(readdirSync(folder).sort()).toEqual(languages.map(({ id }) => `pages.${id}.resx`).sort());
});

describe.each(languages.map(({ id }) => id))("the texts of language %i", id => {
  const own = readResx(read(id));

  test("hold every key once, and no other", () => {
    const found = [...read(id).matchAll(/<data name="([^"]+)"/g)].map(match => match[1]);
    expect(found.sort()).toEqual([...keys].sort());
  });

  test("are none of them empty", () => {
    expect([...own].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("take the same values as in English", () => {
    const differing = [...english].filter(
      ([key, text]) =>
        String([...new Set(placeholders(text))]) !== String([...new Set(placeholders(own.get(key) ?? ""))]),
    );
    expect(differing).toEqual([]);
  });

  test("are left in English only where the word is the same", () => {
    const same = [...english].filter(([key, text]) => id !== 1033 && text.length > 16 && own.get(key) === text);
    expect(same).toEqual([]);
  });
});

test("a value that looks like a placeholder is not filled in itself", () => {
  expect(texts<"a">(new Map([["a", "{0} and {1}"]]))("a", "{1}", "x")).toBe("{1} and x");
});

test("who reads in another language reads English", () => {
  expect(languageOf(1040).locale).toBe("en");
});
