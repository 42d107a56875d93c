import fc from "fast-check";

fc.configureGlobal({ seed: 735500001, numRuns: 300 });
