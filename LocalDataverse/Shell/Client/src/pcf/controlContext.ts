import { Environment } from "../ui/Environment";
import { AnyContext } from "./bundleLoader";
import { createFormatting } from "./formatting";
import { createNavigation } from "./navigation";
import { createUserSettings } from "./userSettings";
import { createUtils } from "./utils";
import { createWebApiService } from "./webApiService";

const DESKTOP = 1;
const PHONE = 3;
const PHONE_WIDTH = 720;

/** What a context says about its place; all else is the same for every control. */
export interface ContextPlace {
  parameters: Record<string, unknown>;
  updatedProperties: string[];
  mode: ComponentFramework.Mode;
  factory: ComponentFramework.Factory;
  resources: ComponentFramework.Resources;
  fluentDesignLanguage: ComponentFramework.FluentDesignState;
  /** Undocumented in the platform, but controls rely on it to find the form's row. */
  page: { entityId: string; entityTypeName: string; entityRecordName: string; isPageReadOnly: boolean };
}

export type ContextFactory = (place: ContextPlace) => AnyContext;

/** The services are made once; every call gives a new context around them, as the platform does. */
export function createContextFactory(environment: Environment): ContextFactory {
  const { api, metadata, router, dialogs, formatter, user, profile } = environment;
  const services = {
    client,
    device,
    copilot,
    events: {},
    formatting: createFormatting(formatter),
    navigation: createNavigation(router, dialogs),
    userSettings: createUserSettings(user, profile, formatter),
    utils: createUtils(environment),
    webAPI: createWebApiService(api, metadata),
  };
  return place => ({ ...services, ...place });
}

const client: ComponentFramework.Client = {
  disableScroll: false,
  getClient: () => "Web",
  getFormFactor: () => (window.innerWidth < PHONE_WIDTH ? PHONE : DESKTOP),
  isOffline: () => false,
  isNetworkAvailable: () => navigator.onLine,
};

function without(what: string): () => Promise<never> {
  return () => Promise.reject(new Error(`The local shell has no ${what}.`));
}

const device: ComponentFramework.Device = {
  captureAudio: without("audio recorder"),
  captureImage: without("camera"),
  captureVideo: without("camera"),
  getBarcodeValue: without("barcode reader"),
  getCurrentPosition: without("position"),
  pickFile: without("file picker"),
};

const copilot: ComponentFramework.Copilot = {
  executeEvent: without("copilot"),
  executePrompt: without("copilot"),
};
