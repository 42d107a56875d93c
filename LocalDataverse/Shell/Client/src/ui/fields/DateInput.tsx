import { Input } from "@fluentui/react-components";
import * as React from "react";
import { ColumnInfo } from "../../platform/metadata";
import { fromWallClock, toWallClock } from "../../platform/timeZone";
import { useEnvironment } from "../Environment";
import { InputProps } from "./BoundField";

export function DateInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  const { timeZone } = useEnvironment().formatter;
  return (
    <Input
      aria-label={label}
      type={isDateOnly(column) ? "date" : "datetime-local"}
      value={typeof value === "string" ? toInput(column, value, timeZone) : ""}
      onChange={(_, data) => onChange(data.value ? fromInput(column, data.value, timeZone) : null)}
    />
  );
}

export function isDateOnly(column: ColumnInfo): boolean {
  return column.behavior === "DateOnly" || column.format === "dateonly";
}

/** The Web API's text as the browser's date control wants it: the user's wall clock for user-local columns, else as stored. */
export function toInput(column: ColumnInfo, text: string, zone: string): string {
  if (column.behavior === "DateOnly") return text.slice(0, 10);
  const date = new Date(text);
  const iso = (column.behavior === "UserLocal" ? toWallClock(zone, date) : date).toISOString();
  return isDateOnly(column) ? iso.slice(0, 10) : iso.slice(0, 16);
}

export function fromInput(column: ColumnInfo, text: string, zone: string): string {
  if (column.behavior === "DateOnly") return text;
  const wall = new Date(text.includes("T") ? `${text}:00Z` : `${text}T00:00:00Z`);
  const instant = column.behavior === "UserLocal" ? fromWallClock(zone, wall) : wall;
  return instant.toISOString().replace(/\.\d{3}Z$/, "Z");
}
