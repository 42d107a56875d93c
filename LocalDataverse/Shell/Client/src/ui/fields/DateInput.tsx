import { Input } from "@fluentui/react-components";
import * as React from "react";
import { ColumnInfo } from "../../platform/metadata";
import { InputProps } from "./BoundField";

export function DateInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  const type = isDateOnly(column) ? "date" : "datetime-local";
  return (
    <Input
      aria-label={label}
      type={type}
      value={typeof value === "string" ? toInput(column, value) : ""}
      onChange={(_, data) => onChange(data.value ? fromInput(column, data.value) : null)}
    />
  );
}

export function isDateOnly(column: ColumnInfo): boolean {
  return column.behavior === "DateOnly" || column.format === "dateonly";
}

/** The Web API's text as the browser's date control wants it: local time for user-local columns, else as stored. */
export function toInput(column: ColumnInfo, text: string): string {
  if (column.behavior === "DateOnly") return text.slice(0, 10);
  const date = new Date(text);
  const shift = column.behavior === "UserLocal" ? date.getTimezoneOffset() * 60_000 : 0;
  const iso = new Date(date.getTime() - shift).toISOString();
  return isDateOnly(column) ? iso.slice(0, 10) : iso.slice(0, 16);
}

export function fromInput(column: ColumnInfo, text: string): string {
  if (column.behavior === "DateOnly") return text;
  const time = text.includes("T") ? text : `${text}T00:00`;
  return column.behavior === "UserLocal" ? withoutMilliseconds(new Date(time)) : `${time}:00Z`;
}

function withoutMilliseconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}
