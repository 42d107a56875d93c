// @vitest-environment jsdom
import * as React from "react";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { ReportPage } from "../../pages/report/ReportPage";
import { formats } from "../../pages/shared/formats";
import { webApi } from "../../pages/shared/webApi";
import { settle } from "../doubles/browser";
import { TrackerServer } from "./trackerServer";
import { utc } from "./zones";

// jsdom lays nothing out, which the bars are drawn by.
vi.mock("../../pages/report/ReportChart", () => ({ ReportChart: () => null }));

/** Of a reader who writes months as words. */
const words = {
  text: (key: string) => key,
  formats: formats({
    language: { id: 1033, locale: "en", isRightToLeft: false },
    dateFormat: "dd-MMM-yy",
    dateSeparator: "-",
  }),
};
const now = Date.parse("2030-01-10T12:00:00Z");
const place = document.body.appendChild(document.createElement("div"));

afterEach(() => ReactDOM.unmountComponentAtNode(place));

/** The page as it is once it has asked for its numbers. */
async function open(send: typeof fetch): Promise<void> {
  const api = webApi(send);
  await after(() => ReactDOM.render(<ReportPage api={api} offset={utc} words={words} now={now} />, place));
}

function serverWithTenMinutes(): TrackerServer {
  const start = now / 1000 - 86_400;
  return new TrackerServer([{ rep: "rep0", start, end: start + 600 }], utc);
}

/** Does something and lets all that follows from it happen. */
async function after(work: () => unknown): Promise<void> {
  await act(async () => {
    work();
    for (let turn = 0; turn < 20; turn++) await settle();
  });
}

async function enter(which: "from" | "to", date: string): Promise<void> {
  const field = place.querySelectorAll<HTMLInputElement>("input[type=date]")[which === "from" ? 0 : 1];
  if (!field) throw new Error(`There is no field for ${which}.`);
  await after(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, date);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const state = () => place.querySelector("[data-state]")?.getAttribute("data-state");
const sum = () => place.querySelector("[data-key=sum] [data-measure=total]")?.getAttribute("data-seconds");
const canPrint = () =>
  ["Report_Csv", "Report_Print"].map(
    name =>
      [...place.querySelectorAll("button")]
        .find(button => button.textContent === name)
        ?.getAttribute("aria-disabled") !== "true",
  );

test.each(["from", "to"] as const)(
  "without the date '%s' no numbers stand under another range, and they come back with it",
  async which => {
    await open(serverWithTenMinutes().fetch);
    expect([sum(), ...canPrint()]).toEqual(["600", true, true]);

    await enter(which, "");
    expect(place.textContent).toContain("Report_Missing");
    expect([state(), sum(), ...canPrint()]).toEqual(["idle", undefined, false, false]);

    await enter(which, which === "from" ? "2030-01-01" : "2030-01-10");
    expect([state(), sum(), ...canPrint()]).toEqual(["done", "600", true, true]);
  },
);

test("a range that turns backwards is not read on", async () => {
  const server = serverWithTenMinutes();
  await open(server.fetch);
  const asked = server.requests.length;
  await enter("to", "2029-01-01");
  expect(place.textContent).toContain("Report_Backwards");
  expect([server.requests.length, sum()]).toEqual([asked, undefined]);
});

test("numbers on their way to a range that is none any more are given up", async () => {
  const signals: (AbortSignal | null | undefined)[] = [];
  await open((_, init) => {
    signals.push(init?.signal);
    return new Promise(() => undefined);
  });
  expect([state(), signals[0]?.aborted]).toEqual(["reading", false]);
  await enter("to", "");
  expect([state(), signals[0]?.aborted]).toEqual(["idle", true]);
});
