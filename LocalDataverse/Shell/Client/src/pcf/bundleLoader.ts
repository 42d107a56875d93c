import { Manifest } from "./manifest";

type Inputs = Record<string, unknown>;
export type AnyContext = ComponentFramework.Context<Inputs>;
/** What both kinds of control have in common; updateView returns an element in virtual controls only. */
export interface AnyControl {
  init(
    context: AnyContext,
    notifyOutputChanged: () => void,
    state: ComponentFramework.Dictionary | undefined,
    container: HTMLDivElement | undefined,
  ): void;
  updateView(context: AnyContext): unknown;
  getOutputs?(): Record<string, unknown> | undefined;
  destroy(): void;
}
export type ControlConstructor = new () => AnyControl;

const FLUENT_8: readonly { upTo: [number, number]; file: string }[] = [
  { upTo: [8, 29], file: "/shell/fluent_8_29_0.js" },
  { upTo: [8, 121], file: "/shell/fluent_8_121_1.js" },
];

/** Loads control bundles, each once, and takes what they register. */
export class BundleLoader {
  private readonly loaded = new Map<string, Promise<ControlConstructor>>();
  private readonly scripts = new Map<string, Promise<void>>();
  /** By the script's own address, since two solutions may bring controls of the same namespace and constructor. */
  private readonly registered = new Map<string, ControlConstructor>();

  constructor(private readonly page: Document) {
    const registerControl = (name: string, constructor: ControlConstructor) => {
      this.registered.set(`${page.currentScript?.getAttribute("src") ?? ""}#${name}`, constructor);
    };
    Object.assign(window, { ComponentFramework: { registerControl } });
  }

  load(baseUrl: string, version: string, manifest: Manifest): Promise<ControlConstructor> {
    const key = `${baseUrl}?v=${version}`;
    let control = this.loaded.get(key);
    if (!control) {
      control = this.loadBundle(baseUrl, version, manifest);
      this.loaded.set(key, control);
      control.catch(() => this.loaded.delete(key));
    }
    return control;
  }

  private async loadBundle(baseUrl: string, version: string, manifest: Manifest): Promise<ControlConstructor> {
    for (const library of manifest.platformLibraries) await this.loadLibrary(library.name, library.version);
    const suffix = `?v=${encodeURIComponent(version)}`;
    manifest.css.forEach(path => this.addStyle(baseUrl + path + suffix));
    for (const path of manifest.code) await this.addScript(baseUrl + path + suffix);
    const found = manifest.code
      .map(path => this.registered.get(`${baseUrl}${path}${suffix}#${manifest.registeredName}`))
      .find(constructor => constructor !== undefined);
    if (!found) throw new Error(`The bundle registers no control named ${manifest.registeredName}.`);
    return found;
  }

  /** React 16 and Fluent 9 are there from the start: the shell itself runs on them. */
  private async loadLibrary(name: string, version: string): Promise<void> {
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const refused = new Error(
      `The control asks for the platform library ${name} ${version}, which the local shell does not have.`,
    );
    if (name === "React") {
      if (major > 16) throw refused;
      return;
    }
    if (name !== "Fluent") throw refused;
    if (major === 9) return;
    const library = FLUENT_8.find(({ upTo }) => major === upTo[0] && minor <= upTo[1]);
    if (!library) throw refused;
    await this.addScript(library.file);
  }

  private addScript(url: string): Promise<void> {
    let script = this.scripts.get(url);
    if (!script) {
      script = new Promise((resolve, reject) => {
        const element = this.page.createElement("script");
        element.src = url;
        element.onload = () => resolve();
        element.onerror = () => {
          element.remove();
          this.scripts.delete(url);
          reject(new Error(`${url} could not be loaded.`));
        };
        this.page.head.appendChild(element);
      });
      this.scripts.set(url, script);
    }
    return script;
  }

  private addStyle(url: string): void {
    if (this.scripts.has(url)) return;
    const link = this.page.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    this.page.head.appendChild(link);
    this.scripts.set(url, Promise.resolve());
  }
}
