// Builds the shell's browser side to artifacts/shell: `npm run build --workspace LocalDataverse/Shell/Client`.
import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(here, "../../../artifacts/shell");

// The platform libraries: shell and virtual controls share one React and one Fluent, as in a model-driven app.
const platformLibraries = new Map([
  ["react", "Reactv16"],
  ["react-dom", "ReactDOMv16"],
  ["@fluentui/react-components", "FluentUIReactv940"],
]);

const platformLibraryPlugin = {
  name: "platform-libraries",
  setup(builder) {
    builder.onResolve({ filter: /^(react|react-dom|@fluentui\/react-components)$/ }, ({ path: name }) => ({
      path: name,
      namespace: "platform-library",
    }));
    builder.onLoad({ filter: /.*/, namespace: "platform-library" }, ({ path: name }) => ({
      contents: `module.exports = window.${platformLibraries.get(name)};`,
    }));
  },
};

const harness = path.dirname(createRequire(import.meta.url).resolve("pcf-start/package.json"));

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
await build({
  entryPoints: [path.join(here, "src/shell.tsx")],
  outdir: output,
  bundle: true,
  // What only some pages need, such as charts, is loaded when it is needed.
  format: "esm",
  splitting: true,
  minify: true,
  sourcemap: "linked",
  target: "es2022",
  legalComments: "none",
  plugins: [platformLibraryPlugin],
  logLevel: "warning",
});
await cp(path.join(here, "static"), output, { recursive: true });
for (const library of ["react_16_14_0.js", "fluent_9_4_0.js", "fluent_8_29_0.js", "fluent_8_121_1.js"]) {
  await cp(path.join(harness, "lib", library), path.join(output, library));
}
