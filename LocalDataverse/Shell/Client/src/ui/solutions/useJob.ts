import * as React from "react";
import { follow, Job, JobState } from "../../solutions/jobs";
import { useEnvironment } from "../Environment";

export interface JobWatch {
  /** Undefined before a job is watched. */
  state: JobState | undefined;
  watch: (job: Job) => void;
  /** Asks now instead of a little later. */
  askNow: () => void;
}

/** Tells of a job of the server for as long as the component is there. */
export function useJob(): JobWatch {
  const { api } = useEnvironment();
  const [state, setState] = React.useState<JobState>();
  const gone = React.useRef(false);
  const wake = React.useRef<() => void>(() => undefined);
  React.useEffect(
    () => () => {
      gone.current = true;
      wake.current();
    },
    [],
  );
  const watch = (job: Job) => {
    setState({ state: "running", percent: undefined });
    void follow(api, job, {
      onState: next => !gone.current && setState(next),
      wait: milliseconds =>
        new Promise(resolve => {
          const timer = window.setTimeout(resolve, milliseconds);
          wake.current = () => {
            window.clearTimeout(timer);
            resolve();
          };
        }),
      isStopped: () => gone.current,
    });
  };
  return { state, watch, askNow: () => wake.current() };
}
