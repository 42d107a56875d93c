import { browserClock } from "../tracking/browser/clock";
import { browserPage } from "../tracking/browser/page";
import { shownRecord } from "../tracking/browser/shownRecord";
import { topWindow } from "../tracking/browser/topWindow";
import { BackgroundTracking } from "./backgroundTracking";
import { signedInUser, webResourceUrl, type ExecutionContext, type FormContext } from "./clientApi";
import { trackingLoader } from "./loadTracking";

const page = topWindow();
// Forms' scripts run in frames of the page; the app's own objects are found in either.
const host = "Xrm" in window ? window : page;
const shown = shownRecord(page, host);

const background = new BackgroundTracking({
  page,
  shown,
  signedInUser: () => signedInUser(host),
  pageOf: browserPage,
  clock: browserClock(),
  loadTracking: trackingLoader(name => webResourceUrl(host, name)),
  newInstance: () => crypto.randomUUID(),
});

// A page kept for going back to comes alive again; a frame that goes, or a page that is thrown away, does not.
window.addEventListener("pagehide", event => {
  if (window !== page || !event.persisted) background.dispose();
});

/**
 * Enable rule of a command that is never shown: hands the form to the background tracking.
 * The platform asks often, and waits for the answer.
 * @param form The form that the command bar belongs to (CrmParameter PrimaryControl).
 */
export function neverShown(form: FormContext | undefined): boolean {
  attend(() => form);
  return false;
}

/** OnLoad handler of a case form; the execution context must be passed as first parameter. */
export function onLoad(context: ExecutionContext | undefined): void {
  attend(() => context?.getFormContext?.());
}

/** The form is never held up, and never hears of what goes wrong here. */
function attend(form: () => FormContext | undefined): void {
  setTimeout(() => {
    try {
      background.attend(form());
    } catch (error) {
      console.warn("CaseTime could not look at this form.", error);
    }
  }, 0);
}
