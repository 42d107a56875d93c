import { FormModel } from "../forms/formModel";
import { controlsOf, FormDefinition, FormHandler } from "../forms/formXml";
import { CellValue, sameValue } from "../platform/rows";
import { createEvents, createFormContext, ExecutionContext, FormActions, Handler, SaveArguments } from "./formContext";
import { findFunction, loadLibrary } from "./libraries";

/** The scripts of one open form: loads its libraries, then calls handlers on load, change and save, in the form's order. */
export class FormScripts {
  /** The form as its scripts see it. */
  readonly formContext;
  private readonly events = createEvents();
  private readonly watched = new Map<string, CellValue>();
  private readonly release: () => void;

  constructor(
    private readonly form: FormDefinition,
    private readonly model: FormModel,
    isReadOnly: () => boolean,
    actions: FormActions,
    private readonly onError: (error: unknown) => void,
  ) {
    this.formContext = createFormContext(model, isReadOnly, actions, this.events, controlsOf(form));
    this.release = model.subscribe(() => this.onModelChanged());
  }

  /** @throws Error a library that can't be loaded, or a handler that is no function. */
  async start(): Promise<void> {
    for (const library of this.form.libraries) await loadLibrary(library);
    for (const handler of this.form.handlers) this.register(handler);
    for (const column of this.events.change.keys()) this.watched.set(column, this.model.value(column));
    this.call([...this.events.load], this.context(this.formContext));
  }

  /** @returns false: a handler said no. */
  beforeSave(): boolean {
    let prevented = false;
    const args: SaveArguments = {
      preventDefault: () => (prevented = true),
      isDefaultPrevented: () => prevented,
      getSaveMode: () => SAVE,
    };
    this.call([...this.events.save], this.context(this.formContext.data.entity, args));
    return !prevented;
  }

  afterSave(): void {
    this.call([...this.events.postSave], this.context(this.formContext.data.entity));
  }

  dispose(): void {
    this.release();
  }

  private register({ event, target, functionName, passContext, parameters }: FormHandler): void {
    const handler: Handler = context => {
      const handle = findFunction(functionName, `The form calls ${functionName}`);
      handle(...(passContext ? [context] : []), ...parseParameters(parameters));
    };
    if (event === "onload") this.events.load.add(handler);
    else if (event === "onsave") this.events.save.add(handler);
    else if (event === "onchange" && target) {
      const handlers = this.events.change.get(target) ?? new Set<Handler>();
      this.events.change.set(target, handlers.add(handler));
    }
  }

  private onModelChanged(): void {
    for (const [column, handlers] of this.events.change) {
      const before = this.watched.get(column);
      const now = this.model.value(column);
      if (this.watched.has(column) && sameValue(before, now)) continue;
      this.watched.set(column, now);
      this.call([...handlers], this.context(this.formContext.getAttribute(column)));
    }
  }

  private context(source: unknown, args: SaveArguments | null = null): ExecutionContext {
    return {
      getFormContext: () => this.formContext,
      getEventSource: () => source,
      getEventArgs: () => args,
      getDepth: () => 1,
    };
  }

  /** One failing handler is told and does not keep the others from running. */
  private call(handlers: Handler[], context: ExecutionContext): void {
    for (const handler of handlers) {
      try {
        handler(context);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}

const SAVE = 1;

/** Form XML keeps handler parameters as the text between the parentheses of a call. */
function parseParameters(text: string): unknown[] {
  if (!text.trim()) return [];
  try {
    return JSON.parse(`[${text.replace(/'/g, '"')}]`) as unknown[];
  } catch {
    return [text];
  }
}
