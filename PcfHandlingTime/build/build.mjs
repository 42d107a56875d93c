// Builds the control in production mode into artifacts/control, as Dataverse will get it:
// the manifest, one bundle, the strings; no source map, no licence side file. The scripts that are no control come as web
// resources, laid out by their names in artifacts/webresources.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { buildPages } from "./pages.mjs";

/** The platform loads the bundle with every case form, so its size is a gate (bytes, gzip). */
const maximumBundleBytes = 60 * 1024;

/** Of the scripts, by the web resource's name: the entry, the global that holds its exports, and what it may have (bytes, gzip). */
const scripts = {
  // Loaded with every case form, widget or not.
  "handlingtime.js": { entry: "index.ts", globalName: "CaseTimeTracking", maximum: 12 * 1024 },
  // Loaded where a case has no widget.
  "tracking.js": { entry: "tracking.ts", globalName: "CaseTimeTracker", maximum: 15 * 1024 },
};

const packageFolder = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const repositoryFolder = resolve(packageFolder, "..");
const outputFolder = join(packageFolder, "out", "controls", "HandlingTime");
const artifactsFolder = join(repositoryFolder, "artifacts", "control");
const webResourcesFolder = join(repositoryFolder, "artifacts", "webresources");
const publisherFolder = join(webResourcesFolder, "casetime_");

function fail(sentence) {
  console.error(`error: ${sentence}`);
  process.exit(1);
}

/** The one version of CaseTime: the first line of CHANGELOG.md, "# major.minor.patch". */
function readVersion() {
  const match = /^# (\d+\.\d+\.\d+)/.exec(readFileSync(join(repositoryFolder, "CHANGELOG.md"), "utf8"));
  return match ? match[1] : fail("CHANGELOG.md does not begin with a version of the form '# 1.2.3'.");
}

function buildControl() {
  rmSync(join(packageFolder, "out"), { recursive: true, force: true });
  const pcfScripts = createRequire(import.meta.url).resolve("pcf-scripts/bin/pcf-scripts.js");
  const result = spawnSync(process.execPath, [pcfScripts, "build", "--buildMode", "production", "--noColor"], {
    cwd: packageFolder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PP_TOOLS_TELEMETRY_OPTOUT: "1" },
  });
  // pcf-scripts ends with exit code 0 on some failures, so its output is what counts.
  if (result.status !== 0) fail(`pcf-scripts ended with exit code ${result.status}.`);
  for (const file of ["ControlManifest.xml", "bundle.js"])
    if (!existsSync(join(outputFolder, file))) fail(`pcf-scripts did not write ${file}; its messages are above.`);
}

function copyToArtifacts(version) {
  rmSync(artifactsFolder, { recursive: true, force: true });
  mkdirSync(artifactsFolder, { recursive: true });
  const manifest = readFileSync(join(outputFolder, "ControlManifest.xml"), "utf8");
  const stamped = manifest.replace(/(<control\b[^>]*?\sversion=")[^"]*(")/, `$1${version}$2`);
  writeFileSync(join(artifactsFolder, "ControlManifest.xml"), stamped);
  for (const entry of readdirSync(outputFolder))
    if (entry !== "ControlManifest.xml" && !/\.map$|LICENSE\.txt$/i.test(entry))
      cpSync(join(outputFolder, entry), join(artifactsFolder, entry), { recursive: true });
}

function buildScripts() {
  rmSync(webResourcesFolder, { recursive: true, force: true });
  for (const [name, { entry, globalName, maximum }] of Object.entries(scripts)) {
    const outfile = join(publisherFolder, "scripts", name);
    const entryPoints = [join(packageFolder, "formscript", entry)];
    const shape = { format: "iife", globalName, target: "es2022", legalComments: "none" };
    buildSync({ entryPoints, outfile, bundle: true, minify: true, ...shape });
    checkSize(outfile, maximum);
  }
}

function checkSize(file, maximum) {
  const bytes = readFileSync(file);
  const compressed = gzipSync(bytes, { level: 9 }).length;
  const limit = maximum / 1024;
  const name = basename(file);
  console.log(
    `${name}: ${bytes.length} bytes, ${(compressed / 1024).toFixed(1)} KB gzip (limit ${limit.toFixed(0)} KB)`,
  );
  if (compressed >= maximum) fail(`${name} must stay under ${limit} KB gzip.`);
}

const version = readVersion();
buildControl();
copyToArtifacts(version);
checkSize(join(artifactsFolder, "bundle.js"), maximumBundleBytes);
buildScripts();
buildPages(packageFolder, publisherFolder, checkSize);
