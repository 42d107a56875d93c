import { FormModel } from "../forms/formModel";
import { isReference } from "../platform/rows";
import { FormContext } from "../xrm/formContext";
import { findFunction, loadLibrary } from "../xrm/libraries";
import { FunctionCall, Parameter, Test } from "./ribbonXml";

/** The form whose commands are asked about. */
export interface RibbonForm {
  model: FormModel;
  formContext: FormContext;
  isReadOnly: () => boolean;
  languageId: number;
}

const ORGANISATION_LANGUAGE = 1033;

/** Whether all tests hold. Rejects where a function can't be found, throws, or its promise is rejected. */
export async function allHold(tests: readonly Test[], form: RibbonForm, buttonId: string): Promise<boolean> {
  for (const test of tests) if (!(await holds(test, form, buttonId))) return false;
  return true;
}

/** Loads the function's library, once a page, and calls the function. */
export async function call(call: FunctionCall, form: RibbonForm, buttonId: string): Promise<unknown> {
  await loadLibrary(call.library);
  const run = findFunction(call.functionName, `The command bar calls ${call.functionName}`);
  return run(...call.parameters.map(parameter => valueOf(parameter, form, buttonId)));
}

async function holds(test: Test, form: RibbonForm, buttonId: string): Promise<boolean> {
  switch (test.kind) {
    case "or":
      for (const branch of test.branches) if (await allHold(branch, form, buttonId)) return true;
      return false;
    case "custom": {
      const answer = await call(test, form, buttonId);
      // What is neither yes nor no can't be told: then the rule's own default holds.
      return (typeof answer === "boolean" ? answer : test.fallback) !== test.inverted;
    }
    case "formState":
      return (test.state === stateOf(form)) !== test.inverted;
    case "value":
      return isValue(form.model, test.column, test.value) !== test.inverted;
    case "table":
      return (test.table === form.model.table.name) !== test.inverted;
  }
}

function stateOf({ model, isReadOnly }: RibbonForm): string {
  if (model.isNew) return "Create";
  if (model.isInactive) return "Disabled";
  return isReadOnly() ? "ReadOnly" : "Existing";
}

function isValue(model: FormModel, column: string, expected: string): boolean {
  const value = model.value(column);
  if (typeof value === "boolean") return (expected === "1" || expected.toLowerCase() === "true") === value;
  return String(isReference(value) ? value.id : (value ?? "")).toLowerCase() === expected.toLowerCase();
}

function valueOf(parameter: Parameter, { model, formContext, languageId }: RibbonForm, buttonId: string): unknown {
  if (parameter.kind === "value") return parameter.value;
  switch (parameter.name) {
    case "PrimaryControl":
      return formContext;
    case "PrimaryEntityTypeName":
      return model.table.name;
    case "PrimaryItemIds":
      return model.isNew ? [] : [model.id];
    case "FirstPrimaryItemId":
      return model.isNew ? null : model.id;
    case "CommandProperties":
      return { SourceControlId: buttonId };
    case "UserLcid":
      return languageId;
    case "OrgLcid":
      return ORGANISATION_LANGUAGE;
    default:
      throw new Error(`The command bar knows no parameter ${parameter.name}.`);
  }
}
