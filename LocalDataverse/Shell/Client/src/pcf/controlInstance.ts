import { CustomControlBinding } from "../forms/controlDescriptions";
import { FormModel } from "../forms/formModel";
import { ColumnInfo } from "../platform/metadata";
import { ApiPage } from "../platform/webApi";
import { equals } from "../views/fetchXml";
import { AnyContext, AnyControl } from "./bundleLoader";
import { ContextFactory } from "./controlContext";
import { ControlParts } from "./controlParts";
import { DataSetModel } from "./dataSetModel";
import { FullScreen } from "./fullScreen";
import { PopupService } from "./popupService";
import { outputProblem, RefusedOutput } from "./outputProblem";
import { fromOutput, toParameter } from "./properties";

/** Where a control sits and whom it tells. */
export interface ControlPlace {
  parts: ControlParts;
  binding: CustomControlBinding;
  model: FormModel;
  label: string;
  pageSize: number;
  container: HTMLDivElement;
  isDisabled: () => boolean;
  design: () => ComponentFramework.FluentDesignState;
  createContext: ContextFactory;
  fetch: (entitySet: string, fetchXml: string) => Promise<ApiPage>;
  openItem: (reference: ComponentFramework.EntityReference) => void;
  /** The element of a virtual control's last updateView. */
  onElement: (element: unknown) => void;
  onError: (error: unknown) => void;
}

/** Forms give a control as much height as it takes, and no width before it asks to be told. */
const UNLIMITED = -1;

/** What setControlState kept, by form control; the next instance in its place gets it back. */
const keptStates = new Map<string, ComponentFramework.Dictionary>();

/** One running control: init, then updateView at every change, then destroy, in the platform's order. */
export class ControlInstance {
  private readonly control: AnyControl;
  private readonly dataSets = new Map<string, DataSetModel>();
  private readonly popups: PopupService;
  private readonly release: (() => void)[] = [];
  private readonly updated = new Set<string>();
  private updatePlanned = false;
  private started = false;
  private disposed = false;
  private size = { width: UNLIMITED, height: UNLIMITED };
  private readonly fullScreen: FullScreen;
  private stopTracking: (() => void) | undefined;
  private seenRow = "";
  private seenRelated = 0;
  private readonly stateKey: string;
  /** What the control handed out last for a column that can't hold it. */
  private readonly refused = new Map<string, RefusedOutput>();

  constructor(private readonly place: ControlPlace) {
    const { parts, model } = place;
    this.control = new parts.constructor();
    this.popups = new PopupService(place.container.ownerDocument);
    this.fullScreen = new FullScreen(place.container, () => this.setFullScreen(false));
    this.stateKey = `${model.table.name}/${model.id}/${parts.name}/${place.label}`;
    for (const [name, { table, view, columns, propertySets, relationship }] of parts.dataSets) {
      const dataSet = new DataSetModel({
        table,
        view,
        columns,
        propertySets,
        pageSize: place.pageSize,
        restriction: () =>
          !relationship ? [] : model.isNew ? undefined : [equals(relationship.childColumn, model.id)],
        fetch: place.fetch,
        openItem: place.openItem,
        onChange: () => this.requestUpdate("dataset", name),
      });
      this.dataSets.set(name, dataSet);
    }
  }

  start(): void {
    const { model, parts, container } = this.place;
    // The style sheets of controls begin with this class.
    container.classList.add(parts.manifest.registeredName);
    this.remember();
    this.release.push(model.subscribe(() => this.onFormChanged()));
    this.guard(() => {
      const state = keptStates.get(this.stateKey);
      this.control.init(
        this.context(),
        () => this.onOutputChanged(),
        state,
        parts.manifest.isVirtual ? undefined : container,
      );
      this.started = true;
    });
    this.dataSets.forEach(dataSet => dataSet.refresh());
    this.update();
  }

  /** Calls updateView soon; several requests become one call. */
  requestUpdate(...properties: string[]): void {
    properties.forEach(property => this.updated.add(property));
    if (this.updatePlanned || this.disposed || !this.started) return;
    this.updatePlanned = true;
    void Promise.resolve().then(() => {
      if (this.updatePlanned) this.update();
    });
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.release.forEach(release => release());
    this.stopTracking?.();
    this.dataSets.forEach(dataSet => dataSet.dispose());
    this.refused.forEach((_, column) => this.place.model.setProblem(column, undefined));
    try {
      if (this.started) this.control.destroy();
    } catch (error) {
      // The form is closing: nobody is left to show it to but the developer.
      console.error(`${this.place.parts.name} failed in destroy`, error);
    }
    this.popups.dispose();
    this.fullScreen.leave();
  }

  private update(): void {
    this.updatePlanned = false;
    if (this.disposed || !this.started) return;
    this.guard(() => {
      const element = this.control.updateView(this.context());
      if (this.place.parts.manifest.isVirtual) this.place.onElement(element ?? null);
    });
  }

  /** A control that threw is not called again: its state is unknown. */
  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.started = false;
      this.place.onError(error);
    }
  }

  private onFormChanged(): void {
    const { model } = this.place;
    if (model.phase !== "ready") return;
    if (this.seenRelated !== model.relatedVersion) this.dataSets.forEach(dataSet => dataSet.refresh());
    const before = this.seenRow;
    this.remember();
    if (before !== this.seenRow) this.requestUpdate("parameters");
  }

  private remember(): void {
    const { model, binding } = this.place;
    const bound = [...binding.properties.values()]
      .filter(property => !property.isStatic)
      .map(property => model.value(property.text));
    this.seenRelated = model.relatedVersion;
    this.seenRow = JSON.stringify([
      model.id,
      model.title,
      model.state,
      model.relatedVersion,
      this.place.isDisabled(),
      bound,
    ]);
  }

  private onOutputChanged(): void {
    if (this.disposed) return;
    this.guard(() => {
      const { binding, model } = this.place;
      const outputs = this.control.getOutputs?.() ?? {};
      for (const [name, property] of binding.properties) {
        const output = outputs[name];
        const column = property.isStatic ? undefined : model.table.columns.get(property.text);
        if (!column || output === undefined) continue;
        const problem = outputProblem(column, output);
        this.note(column, problem === undefined ? undefined : { output, problem });
        if (problem === undefined) model.set(column.name, fromOutput(column, output));
      }
    });
    this.requestUpdate("parameters");
  }

  private note(column: ColumnInfo, refused: RefusedOutput | undefined): void {
    if (refused) this.refused.set(column.name, refused);
    else if (!this.refused.delete(column.name)) return;
    this.place.model.setProblem(column.name, refused && `${column.label}: ${refused.problem}`);
  }

  private context(): AnyContext {
    const { parts, binding, model, createContext, design } = this.place;
    const updatedProperties = [...this.updated];
    this.updated.clear();
    const parameters: Record<string, unknown> = {};
    for (const property of parts.manifest.properties) {
      parameters[property.name] = toParameter(property, binding.properties.get(property.name), model, this.refused);
    }
    this.dataSets.forEach((dataSet, name) => {
      parameters[name] = dataSet.toPlatform();
    });
    const row = {
      entityId: model.id,
      entityTypeName: model.table.name,
      entityRecordName: model.isNew ? "" : model.title,
    };
    return createContext({
      parameters,
      updatedProperties,
      mode: Object.assign(this.mode(), { contextInfo: row }),
      factory: { getPopupService: () => this.popups, requestRender: () => this.requestUpdate() },
      resources: {
        getString: id => parts.strings.get(id) ?? id,
        getResource: (id, success, failure) => {
          readBase64(parts.baseUrl + id).then(success, failure);
        },
      },
      fluentDesignLanguage: design(),
      page: { ...row, isPageReadOnly: this.place.isDisabled() },
    });
  }

  private mode(): ComponentFramework.Mode {
    return {
      allocatedHeight: this.size.height,
      allocatedWidth: this.size.width,
      isControlDisabled: this.place.isDisabled(),
      isVisible: true,
      label: this.place.label,
      setControlState: state => {
        keptStates.set(this.stateKey, state);
        return true;
      },
      setFullScreen: on => this.setFullScreen(on),
      trackContainerResize: on => this.trackSize(on),
    };
  }

  private setFullScreen(on: boolean): void {
    if (on) this.fullScreen.enter();
    else this.fullScreen.leave();
    this.requestUpdate(on ? "fullscreen_open" : "fullscreen_close");
  }

  private trackSize(on: boolean): void {
    if (on === (this.stopTracking !== undefined)) return;
    if (!on) {
      this.stopTracking?.();
      this.stopTracking = undefined;
      return;
    }
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width } = entry.contentRect;
      const height = this.fullScreen.isOn ? entry.contentRect.height : UNLIMITED;
      if (width === this.size.width && height === this.size.height) return;
      this.size = { width, height };
      this.requestUpdate("layout");
    });
    observer.observe(this.place.container);
    this.stopTracking = () => observer.disconnect();
  }
}

async function readBase64(url: string): Promise<string> {
  const response = await window.fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url} could not be read: the server answered ${response.status}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
}
