import { defineConfig } from "vitest/config";

export default defineConfig({
  // A busy machine is slow, not wrong.
  test: { environment: "jsdom", testTimeout: 60_000, include: ["tests/**/*.test.{ts,tsx}"] },
});
