import { PropertyBinding } from "../forms/controlDescriptions";
import { FormModel } from "../forms/formModel";
import { ColumnInfo } from "../platform/metadata";
import { bareId, CellValue, isReference } from "../platform/rows";
import { dataTypeOf } from "./dataSetRecord";
import { ManifestProperty } from "./manifest";
import { numberOf, RefusedOutput } from "./outputProblem";

type PlatformProperty = ComponentFramework.PropertyTypes.Property;
type LookupValue = ComponentFramework.LookupValue;

/** A property as a control finds it in context.parameters. */
export function toParameter(
  property: ManifestProperty,
  binding: PropertyBinding | undefined,
  model: FormModel,
  refused: ReadonlyMap<string, RefusedOutput> = new Map(),
): Partial<PlatformProperty> {
  if (binding && !binding.isStatic && binding.text)
    return boundParameter(binding.text, model, refused.get(binding.text));
  const text = binding?.text || property.defaultText;
  const raw = text === undefined ? null : parseStatic(property.type, text);
  return { type: property.type, raw, formatted: text ?? "", error: false, errorMessage: "" };
}

/** @throws Error the text is no value of the type. */
export function parseStatic(type: string, text: string): string | number | boolean | Date {
  switch (type) {
    case "TwoOptions":
      return ["true", "1", "yes"].includes(text.toLowerCase());
    case "Whole.None":
    case "Decimal":
    case "FP":
    case "Currency":
    case "OptionSet": {
      const value = Number(text);
      if (Number.isNaN(value)) throw new Error(`"${text}" is not a number, as a property of type ${type} wants.`);
      return value;
    }
    case "DateAndTime.DateOnly":
    case "DateAndTime.DateAndTime":
      return new Date(text);
    default:
      return text;
  }
}

function boundParameter(name: string, model: FormModel, refused: RefusedOutput | undefined): Partial<PlatformProperty> {
  const column = model.table.columns.get(name);
  if (!column) {
    return { type: "", raw: null, error: true, errorMessage: `The table ${model.table.name} has no column ${name}.` };
  }
  const parameter = {
    type: dataTypeOf(column),
    raw: refused ? refused.output : toRaw(column, model.value(name)),
    formatted: !refused ? model.formatted(name) : typeof refused.output === "string" ? refused.output : "",
    error: refused !== undefined,
    errorMessage: refused?.problem ?? "",
    attributes: toAttributes(column),
    security: { editable: true, readable: true, secured: false },
  };
  return column.kind === "lookup"
    ? Object.assign(parameter, { getTargetEntityType: () => column.targets[0] ?? "", getViewId: () => "" })
    : parameter;
}

function toRaw(column: ColumnInfo, value: CellValue): unknown {
  if (column.kind === "lookup") {
    return isReference(value) ? [{ id: value.id, name: value.name, entityType: value.table }] : [];
  }
  return column.kind === "datetime" && typeof value === "string" ? new Date(value) : value;
}

/** What a control hands back, as the form's row holds it. */
export function fromOutput(column: ColumnInfo, output: unknown): CellValue {
  if (output === null || output === "") return null;
  if (column.kind === "integer" || column.kind === "decimal") return numberOf(output) ?? null;
  if (output instanceof Date) {
    const text = output.toISOString().replace(/\.\d{3}Z$/, "Z");
    return column.behavior === "DateOnly" ? text.slice(0, 10) : text;
  }
  if (column.kind === "lookup") {
    const [first] = Array.isArray(output) ? (output as LookupValue[]) : [output as LookupValue];
    return first ? { id: bareId(first.id), table: first.entityType, name: first.name ?? "" } : null;
  }
  if (Array.isArray(output)) return output.length > 0 ? output.map(Number) : null;
  if (typeof output === "string" || typeof output === "number" || typeof output === "boolean") return output;
  throw new Error(`The control returned a value for ${column.name} that no column can hold.`);
}

const REQUIRED = 2;
const OPTIONAL = 0;

function toAttributes(column: ColumnInfo): ComponentFramework.PropertyHelper.FieldPropertyMetadata.Metadata {
  const common = {
    DisplayName: column.label,
    LogicalName: column.name,
    RequiredLevel: (column.required ? REQUIRED : OPTIONAL) as 0 | 2,
    IsSecured: false,
    SourceType: 0,
    Description: "",
  };
  return Object.assign(common, {
    MaxLength: column.maxLength,
    MinValue: column.minValue,
    MaxValue: column.maxValue,
    Precision: column.precision,
    Format: column.format,
    Behavior: ["", "UserLocal", "DateOnly", "TimeZoneIndependent"].indexOf(column.behavior),
    Targets: column.targets,
    Options: column.options.map(option => ({ Label: option.label, Value: option.value, Color: "" })),
    DefaultValue: column.defaultValue,
  });
}
