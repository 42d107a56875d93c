import type { Texts } from "../shared/texts";
import type { FrameKey } from "../shared/frameTexts";

/** Every text of the settings page, by its key in strings/Pages.*.resx; no other text is shown, but the server's. */
export const settingsKeys = [
  "Settings_Title",
  "Settings_Enabled",
  "Settings_EnabledHint",
  "Settings_Interval",
  "Settings_IntervalHint",
  "Settings_Idle",
  "Settings_IdleHint",
  "Settings_Overlap",
  "Settings_OverlapHint",
  "Settings_Maximum",
  "Settings_MaximumHint",
  "Settings_Empty",
  "Settings_Unreadable",
  "Settings_OutOfRange",
  "Settings_Changed",
  "Settings_Defaults",
  "Settings_DisabledOn",
  "Settings_Save",
  "Settings_Discard",
  "Settings_Unsaved",
  "Settings_Saved",
  "Settings_Restored",
  "Settings_Conflict",
  "Settings_Theirs",
  "Settings_ReadOnly",
  "Settings_RightLost",
  "Settings_Trackers",
  "Settings_Solutions",
  "Settings_FormDesigner",
  "Settings_LeaveTitle",
  "Settings_Leave",
  "Settings_LeaveConfirm",
  "Settings_LeaveCancel",
  "Settings_On",
  "Settings_Off",
] as const;

export type SettingsKey = (typeof settingsKeys)[number];
export type SettingsTexts = Texts<SettingsKey | FrameKey>;
