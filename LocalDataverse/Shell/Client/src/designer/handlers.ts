import { childOf, childrenOf, parseXml } from "../xml";
import { append, DesignError, editForm, idOf, partOf } from "./formEdit";
import { bareId } from "../platform/rows";

/** Events of the form itself that the designer offers. */
export type FormEvent = "onload" | "onsave";

export interface NewHandler {
  event: FormEvent;
  /** Name of a web resource among the form's libraries. */
  library: string;
  /** Dotted path of a global function: CaseTimeTracking.onLoad */
  functionName: string;
  passContext: boolean;
  /** Comma-separated, as text; empty for none. */
  parameters: string;
}

const FUNCTION_NAME = /^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u;

/** @throws DesignError the form has this library already. */
export function addLibrary(formXml: string, name: string, newId: () => string): string {
  return editForm(formXml, form => {
    const libraries = partOf(form, "formLibraries");
    if (libraryOf(libraries, name)) throw new DesignError(`The form has the library ${name} already.`);
    append(libraries, "Library", { name, libraryUniqueId: `{${bareId(newId())}}` });
  });
}

/** @throws DesignError a handler of the form calls it. */
export function removeLibrary(formXml: string, name: string): string {
  return editForm(formXml, form => {
    const user = Array.from(form.getElementsByTagName("Handler")).find(
      handler => handler.getAttribute("libraryName")?.toLowerCase() === name.toLowerCase(),
    );
    if (user)
      throw new DesignError(
        `The handler ${user.getAttribute("functionName") ?? ""} uses the library ${name}. Remove the handler first.`,
      );
    const libraries = childOf(form, "formLibraries");
    libraryOf(libraries, name)?.remove();
    if (libraries?.children.length === 0) libraries.remove();
  });
}

/** @throws DesignError the function's name is none, or its library is not one of the form. */
export function addHandler(formXml: string, handler: NewHandler, newId: () => string): string {
  if (!FUNCTION_NAME.test(handler.functionName))
    throw new DesignError("Enter the name of a function, such as CaseTimeTracking.onLoad.");
  return editForm(formXml, form => {
    if (!libraryOf(childOf(form, "formLibraries"), handler.library))
      throw new DesignError(`Add the library ${handler.library} to the form first.`);
    const events = partOf(form, "events");
    const event =
      childrenOf(events, "event").find(
        candidate =>
          candidate.getAttribute("name") === handler.event &&
          !candidate.hasAttribute("attribute") &&
          !candidate.hasAttribute("control"),
      ) ?? append(events, "event", { name: handler.event, application: "false", active: "false" });
    append(childOf(event, "Handlers") ?? append(event, "Handlers"), "Handler", {
      functionName: handler.functionName,
      libraryName: handler.library,
      handlerUniqueId: `{${bareId(newId())}}`,
      enabled: "true",
      parameters: handler.parameters,
      passExecutionContext: String(handler.passContext),
    });
  });
}

export function removeHandler(formXml: string, handlerUniqueId: string): string {
  return editForm(formXml, form => {
    const handler = Array.from(form.getElementsByTagName("Handler")).find(
      candidate => idOf(candidate, "handlerUniqueId") === bareId(handlerUniqueId),
    );
    const event = handler?.parentElement?.parentElement;
    handler?.remove();
    if (event && event.getElementsByTagName("Handler").length === 0) event.remove();
    const events = childOf(form, "events");
    if (events?.children.length === 0) events.remove();
  });
}

function libraryOf(libraries: Element | undefined, name: string): Element | undefined {
  return childrenOf(libraries, "Library").find(
    library => library.getAttribute("name")?.toLowerCase() === name.toLowerCase(),
  );
}

/** What the designer shows of a form's scripts. */
export interface FormScriptList {
  libraries: string[];
  handlers: { id: string; event: string; functionName: string }[];
}

export function readScripts(formXml: string): FormScriptList {
  const root = parseXml(formXml, "form");
  return {
    libraries: Array.from(root.getElementsByTagName("Library")).map(library => library.getAttribute("name") ?? ""),
    handlers: Array.from(root.getElementsByTagName("Handler")).map(handler => ({
      id: idOf(handler, "handlerUniqueId"),
      event: handler.closest("event")?.getAttribute("name") ?? "",
      functionName: handler.getAttribute("functionName") ?? "",
    })),
  };
}
