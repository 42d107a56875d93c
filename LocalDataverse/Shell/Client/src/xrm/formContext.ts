import { FormModel } from "../forms/formModel";
import { FormControl } from "../forms/formXml";
import { CellValue, isReference } from "../platform/rows";
import { createGetControl } from "./formControls";

export type Handler = (context: ExecutionContext) => void;

export interface ExecutionContext {
  getFormContext: () => FormContext;
  getEventSource: () => unknown;
  getEventArgs: () => SaveArguments | null;
  getDepth: () => number;
}

export interface SaveArguments {
  preventDefault: () => void;
  isDefaultPrevented: () => boolean;
  getSaveMode: () => number;
}

export type FormContext = ReturnType<typeof createFormContext>;

/** What a form script can do to its form. */
export interface FormActions {
  save: () => Promise<boolean>;
  refresh: () => Promise<void>;
  setNotification: (id: string, text: string, level: string) => void;
  clearNotification: (id: string) => void;
  /** The address a script gave to a frame of the form. */
  getSource: (control: string) => string | undefined;
  setSource: (control: string, source: string) => void;
  refreshRibbon: () => void;
}

export interface FormEvents {
  load: Set<Handler>;
  save: Set<Handler>;
  postSave: Set<Handler>;
  change: Map<string, Set<Handler>>;
}

export function createEvents(): FormEvents {
  return { load: new Set(), save: new Set(), postSave: new Set(), change: new Map() };
}

const CREATE = 1;
const UPDATE = 2;
const READ_ONLY = 3;

/** formContext as scripts find it in the execution context: the row, its columns, save and notifications. */
export function createFormContext(
  model: FormModel,
  isReadOnly: () => boolean,
  actions: FormActions,
  events: FormEvents,
  controls: readonly FormControl[] = [],
) {
  const getControl = createGetControl(controls, actions);
  const attributes = new Map<string, ReturnType<typeof createAttribute>>();
  const getAttribute = (name: string) => {
    if (!model.table.columns.has(name)) return null;
    const attribute = attributes.get(name) ?? createAttribute(model, name, events);
    attributes.set(name, attribute);
    return attribute;
  };
  const save = async () => {
    if (!(await actions.save())) throw new Error("The row was not saved.");
  };
  return {
    getAttribute,
    getControl,
    data: {
      refresh: async (saveFirst?: boolean) => {
        if (saveFirst) await save();
        await actions.refresh();
      },
      save,
      isValid: () => model.obstacles().length === 0,
      getIsDirty: () => model.isDirty,
      addOnLoad: (handler: Handler) => void events.load.add(handler),
      removeOnLoad: (handler: Handler) => void events.load.delete(handler),
      entity: {
        getId: () => (model.isNew ? "" : `{${model.id.toUpperCase()}}`),
        getEntityName: () => model.table.name,
        getEntityReference: () => ({ id: model.id, entityType: model.table.name, name: model.title }),
        getPrimaryAttributeValue: () => model.title,
        getIsDirty: () => model.isDirty,
        isValid: () => model.obstacles().length === 0,
        save,
        addOnSave: (handler: Handler) => void events.save.add(handler),
        removeOnSave: (handler: Handler) => void events.save.delete(handler),
        addOnPostSave: (handler: Handler) => void events.postSave.add(handler),
        removeOnPostSave: (handler: Handler) => void events.postSave.delete(handler),
        attributes: {
          get: (name: string) => getAttribute(name),
          forEach: (visit: (attribute: unknown) => void) =>
            [...model.table.columns.keys()].forEach(name => visit(getAttribute(name))),
        },
      },
    },
    ui: {
      getFormType: () => (model.isNew ? CREATE : isReadOnly() ? READ_ONLY : UPDATE),
      setFormNotification: (text: string, level: string, id: string) => {
        actions.setNotification(id, text, level);
        return true;
      },
      clearFormNotification: (id: string) => {
        actions.clearNotification(id);
        return true;
      },
      refreshRibbon: () => actions.refreshRibbon(),
    },
  };
}

function createAttribute(model: FormModel, name: string, events: FormEvents) {
  const handlers = () => {
    const set = events.change.get(name) ?? new Set<Handler>();
    events.change.set(name, set);
    return set;
  };
  return {
    getName: () => name,
    getValue: () => toScript(model, name),
    setValue: (value: unknown) => model.set(name, fromScript(value)),
    getIsDirty: () => model.isChanged(name),
    getText: () => model.formatted(name),
    getAttributeType: () => model.table.columns.get(name)?.attributeType.toLowerCase() ?? "",
    getRequiredLevel: () => (model.table.columns.get(name)?.required ? "required" : "none"),
    addOnChange: (handler: Handler) => void handlers().add(handler),
    removeOnChange: (handler: Handler) => void handlers().delete(handler),
  };
}

function toScript(model: FormModel, name: string): unknown {
  const value = model.value(name);
  if (isReference(value)) return [{ id: `{${value.id.toUpperCase()}}`, name: value.name, entityType: value.table }];
  return model.table.columns.get(name)?.kind === "datetime" && typeof value === "string" ? new Date(value) : value;
}

function fromScript(value: unknown): CellValue {
  if (value instanceof Date) return value.toISOString().replace(/\.\d{3}Z$/, "Z");
  if (Array.isArray(value) && typeof value[0] === "object") {
    const [first] = value as { id: string; name?: string; entityType: string }[];
    if (!first) return null;
    return { id: first.id.replace(/[{}]/g, "").toLowerCase(), name: first.name ?? "", table: first.entityType };
  }
  return (value ?? null) as CellValue;
}
