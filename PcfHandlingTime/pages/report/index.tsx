import * as React from "react";
import { formats } from "../shared/formats";
import type { FrameKey } from "../shared/frameTexts";
import { start } from "../shared/start";
import { ReportPage } from "./ReportPage";
import type { ReportKey } from "./texts";

void start<ReportKey | FrameKey>("Report_Title", ({ api, user, text }) => (
  <ReportPage api={api} offset={user.offset} words={{ text, formats: formats(user) }} now={Date.now()} />
));
