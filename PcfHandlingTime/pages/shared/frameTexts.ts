import type { Refusal, RefusalKind } from "./webApi";
import type { Texts } from "./texts";

/** Texts that every page has. */
export const frameKeys = [
  "Frame_Loading",
  "Frame_Retry",
  "Frame_Network",
  "Frame_SignedOut",
  "Frame_Rights",
  "Frame_Refused",
] as const;

export type FrameKey = (typeof frameKeys)[number];

const sentences: Partial<Record<RefusalKind, FrameKey>> = {
  network: "Frame_Network",
  signedOut: "Frame_SignedOut",
  rights: "Frame_Rights",
};

/** What a refusal means for the reader, with the server's own sentence where there is one: it has the last word. */
export function wordRefusal(text: Texts<FrameKey>, refusal: Refusal): string {
  const key = sentences[refusal.kind];
  if (key && refusal.kind !== "rights") return text(key);
  return [text(key ?? "Frame_Refused"), refusal.message].filter(Boolean).join(" ");
}
