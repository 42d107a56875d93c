// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = join(__dirname, "../..");
const manifest = new DOMParser().parseFromString(
  readFileSync(join(folder, "HandlingTime/ControlManifest.Input.xml"), "utf8"),
  "application/xml",
);
const control = manifest.querySelector("control") as Element;
const installed = (name: string) => (createRequire(__filename)(`${name}/package.json`) as { version: string }).version;

describe("the manifest", () => {
  test("has the version of the first line of CHANGELOG.md", () => {
    const changelog = readFileSync(join(folder, "../CHANGELOG.md"), "utf8");
    expect(`# ${control.getAttribute("version")}`).toBe(changelog.split("\n")[0]?.trim());
  });

  test.each([
    ["React", "16.14.0", "react"],
    ["Fluent", "9.46.2", "@fluentui/react-components"],
  ])("pins %s to %s, the highest that an import accepts, and so do the packages", (library, version, name) => {
    const declared = manifest.querySelector(`platform-library[name="${library}"]`)?.getAttribute("version");
    expect(declared).toBe(version);
    expect(installed(name)).toBe(version);
  });

  test("is a virtual control named as forms store it", () => {
    const named = ["namespace", "constructor", "control-type"].map(name => control.getAttribute(name));
    expect(named).toEqual(["CaseTime", "HandlingTime", "virtual"]);
  });

  test("offers the data set and the two yes/no properties, logs allowed and all reps shown by default", () => {
    expect(manifest.querySelector("data-set")?.getAttribute("name")).toBe("timeTrackers");
    const properties = [...manifest.querySelectorAll("property")].map(property => [
      property.getAttribute("name"),
      property.getAttribute("of-type"),
      property.getAttribute("default-value"),
      [...property.querySelectorAll("value")].map(value => value.textContent),
    ]);
    expect(properties).toEqual([
      ["allowTimeLogs", "Enum", "yes", ["yes", "no"]],
      ["ownOnly", "Enum", "no", ["yes", "no"]],
    ]);
  });
});
