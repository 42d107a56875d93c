import * as React from "react";
import { tabDrafts } from "../shared/drafts";
import { start } from "../shared/start";
import type { FrameKey } from "../shared/frameTexts";
import { SettingsPage } from "./SettingsPage";
import { settingsStore } from "./settingsStore";
import type { SettingsKey } from "./texts";

void start<SettingsKey | FrameKey>("Settings_Title", ({ api, user, text }) => (
  <SettingsPage store={settingsStore(api)} userId={user.id} drafts={tabDrafts("casetime.settings")} text={text} />
));
