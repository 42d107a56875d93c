import * as React from "react";
import { beginImport, ImportMode, newId } from "../../solutions/jobs";
import { base64Of, faultOf, readPreview, SolutionPreview } from "../../solutions/preview";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { JobWatch, useJob } from "./useJob";

/** What the person chose beside the file. */
export interface ImportOptions {
  mode: ImportMode;
  overwrite: boolean;
}

export type ImportStep =
  | { step: "choosing"; fault: string }
  | { step: "reading"; file: File }
  | { step: "ready"; file: File; preview: SolutionPreview }
  | { step: "sending"; file: File; preview: SolutionPreview }
  /** It is not known to have arrived. */
  | { step: "notSent"; file: File; preview: SolutionPreview; error: string }
  | { step: "watching"; file: File; preview: SolutionPreview };

export interface Import {
  current: ImportStep;
  job: JobWatch;
  pick: (file: File) => Promise<void>;
  begin: (options: ImportOptions) => Promise<void>;
  startOver: () => void;
}

/** One import from the file to the job that does it. */
export function useImport(): Import {
  const { api } = useEnvironment();
  const [current, setCurrent] = React.useState<ImportStep>({ step: "choosing", fault: "" });
  const picked = React.useRef<File>();
  // Under one id an import that was sent twice because an answer was lost is done once.
  const id = React.useRef("");
  const job = useJob();
  const pick = async (file: File) => {
    picked.current = file;
    id.current = newId();
    setCurrent({ step: "reading", file });
    const next = await read(file);
    // Another file was picked meanwhile.
    if (picked.current === file) setCurrent(next);
  };
  const begin = async ({ mode, overwrite }: ImportOptions) => {
    if (current.step !== "ready" && current.step !== "notSent") return;
    const { file, preview } = current;
    setCurrent({ step: "sending", file, preview });
    try {
      const zip = await base64Of(file);
      job.watch(await beginImport(api, { zip, mode, overwrite }, id.current, current.step === "notSent"));
      setCurrent({ step: "watching", file, preview });
    } catch (error) {
      setCurrent({ step: "notSent", file, preview, error: sentenceOf(error) });
    }
  };
  return { current, job, pick, begin, startOver: () => setCurrent({ step: "choosing", fault: "" }) };
}

async function read(file: File): Promise<ImportStep> {
  const fault = await faultOf(file);
  if (fault) return { step: "choosing", fault };
  try {
    return { step: "ready", file, preview: await readPreview(file) };
  } catch (error) {
    return { step: "choosing", fault: `${file.name}: ${sentenceOf(error)}` };
  }
}
