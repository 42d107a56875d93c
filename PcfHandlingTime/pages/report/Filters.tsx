import { Field, Input, makeStyles, Select, shorthands, tokens } from "@fluentui/react-components";
import * as React from "react";
import type { OffsetMinutes } from "../shared/timeZone";
import { mostDays, presetRange, presets, type DateRange, type Preset, type RangeProblem } from "./dateRange";
import { groupings, type Grouping } from "./sources";
import type { ReportKey } from "./texts";
import type { Words } from "./words";

const useStyles = makeStyles({
  filters: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 200px), 1fr))",
    alignItems: "start",
    maxWidth: "900px",
    ...shorthands.gap(tokens.spacingVerticalM, tokens.spacingHorizontalM),
    "@media print": { display: "none" },
  },
  input: { minWidth: 0, width: "100%" },
});

/** What the report is asked for. */
export interface Choice {
  readonly preset: Preset | "own";
  readonly range: DateRange;
  readonly by: Grouping;
}

interface Props {
  readonly choice: Choice;
  readonly problem: RangeProblem | undefined;
  readonly now: number;
  readonly offset: OffsetMinutes;
  readonly words: Words;
  readonly onChange: (choice: Choice) => void;
}

const problemTexts: Record<RangeProblem, ReportKey> = {
  missing: "Report_Missing",
  backwards: "Report_Backwards",
  tooLong: "Report_TooLong",
};

export function Filters({ choice, problem, now, offset, words, onChange }: Props): React.ReactElement {
  const styles = useStyles();
  const { text, formats } = words;
  const choosePreset = (preset: Choice["preset"]) =>
    onChange({ ...choice, preset, range: preset === "own" ? choice.range : presetRange(preset, now, offset) });
  const chooseDate = (dates: Partial<DateRange>) =>
    onChange({ ...choice, preset: "own", range: { ...choice.range, ...dates } });
  const dateField = (label: ReportKey, date: "from" | "to") => (
    <Field
      label={text(label)}
      validationState={problem && date === "to" ? "error" : "none"}
      validationMessage={problem && date === "to" ? text(problemTexts[problem], formats.number(mostDays)) : undefined}
    >
      <Input
        type="date"
        className={styles.input}
        value={choice.range[date]}
        onChange={(_, { value }) => chooseDate({ [date]: value })}
      />
    </Field>
  );
  return (
    <div className={styles.filters}>
      <Field label={text("Report_Period")}>
        <Select value={choice.preset} onChange={(_, { value }) => choosePreset(value as Choice["preset"])}>
          {presets.map(preset => (
            <option key={preset} value={preset}>
              {text(`Report_Preset_${preset}`)}
            </option>
          ))}
          <option value="own">{text("Report_Preset_own")}</option>
        </Select>
      </Field>
      {dateField("Report_From", "from")}
      {dateField("Report_To", "to")}
      <Field label={text("Report_GroupBy")}>
        <Select value={choice.by} onChange={(_, { value }) => onChange({ ...choice, by: value as Grouping })}>
          {groupings.map(by => (
            <option key={by} value={by}>
              {text(`Report_By_${by}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
