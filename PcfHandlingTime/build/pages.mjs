// Builds the pages of the admin app: an HTML file and a script each, and their texts, laid out by their names as web resources.
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** Of the pages, by name: what the script may have (bytes, gzip). React and Fluent are in it: the platform lends them to controls only. */
const pages = { settings: 140 * 1024, report: 250 * 1024 };

/**
 * @param packageFolder The npm package.
 * @param resourcesFolder Where the publisher's web resources are laid out.
 * @param checkSize Tells a file's size and refuses one beyond its limit.
 */
export function buildPages(packageFolder, resourcesFolder, checkSize) {
  const sources = join(packageFolder, "pages");
  mkdirSync(join(resourcesFolder, "pages"), { recursive: true });
  for (const [name, maximum] of Object.entries(pages)) {
    const outfile = join(resourcesFolder, "pages", `${name}.js`);
    buildSync({
      entryPoints: [join(sources, name, "index.tsx")],
      outfile,
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2022",
      legalComments: "none",
      define: { "process.env.NODE_ENV": '"production"' },
    });
    checkSize(outfile, maximum);
    cpSync(join(sources, name, `${name}.html`), join(resourcesFolder, "pages", `${name}.html`));
  }
  for (const file of readdirSync(join(sources, "strings")))
    cpSync(join(sources, "strings", file), join(resourcesFolder, "strings", file));
}
