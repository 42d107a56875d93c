import { Input, Textarea } from "@fluentui/react-components";
import * as React from "react";
import { outOfRange } from "../../forms/numberLimits";
import { formatDuration, parseDuration } from "../../platform/formatter";
import { InputProps } from "./BoundField";

export function TextInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  return (
    <Input
      aria-label={label}
      type={column.format === "email" ? "email" : column.format === "url" ? "url" : "text"}
      maxLength={column.maxLength}
      value={typeof value === "string" ? value : ""}
      onChange={(_, data) => onChange(data.value || null)}
    />
  );
}

export function MemoInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  return (
    <Textarea
      aria-label={label}
      rows={4}
      resize="vertical"
      maxLength={column.maxLength}
      value={typeof value === "string" ? value : ""}
      onChange={(_, data) => onChange(data.value || null)}
    />
  );
}

interface ParsedProps extends InputProps {
  isDuration: boolean;
}

/** A number typed as text; read when the field is left. What can't be read stays typed and is told. */
export function ParsedInput({
  column,
  label,
  value,
  onChange,
  onProblem,
  isDuration,
}: ParsedProps): React.ReactElement {
  const shown = typeof value !== "number" ? "" : isDuration ? formatDuration(value) : String(value);
  const [typed, setTyped] = React.useState<string>();
  const leave = () => {
    if (typed === undefined) return;
    const text = typed.trim();
    const parsed = text === "" ? null : isDuration ? parseDuration(text) : parseNumber(text);
    const problem =
      parsed === undefined ? unreadable(isDuration) : parsed === null ? undefined : outOfRange(column, parsed);
    onProblem(problem);
    if (problem !== undefined || parsed === undefined) return;
    setTyped(undefined);
    onChange(parsed);
  };
  return (
    <Input
      aria-label={label}
      inputMode={isDuration ? "text" : "decimal"}
      value={typed ?? shown}
      onChange={(_, data) => setTyped(data.value)}
      onBlur={leave}
    />
  );
}

function unreadable(isDuration: boolean): string {
  return isDuration ? "Enter minutes, or a text like 1:30 or 1h 30m." : "Enter a number.";
}

function parseNumber(text: string): number | undefined {
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}
