import { defineConfig } from "vitest/config";

const environment = { TZ: "UTC", NODE_ENV: "test" } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          sequence: { groupOrder: 0 },
          include: ["app/**/*.test.ts", "scripts/**/*.test.ts", "tests/devstore/**/*.test.ts"],
          env: environment,
          setupFiles: ["tests/support/silent-console.ts"],
        },
      },
      {
        test: {
          name: "integration",
          sequence: { groupOrder: 1 },
          include: ["tests/integration/**/*.test.ts", "tests/golden/**/*.test.ts"],
          globalSetup: ["tests/support/databases-setup.ts"],
          setupFiles: ["tests/support/silent-console.ts"],
          env: environment,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "journeys",
          sequence: { groupOrder: 2 },
          include: ["tests/journeys/**/*.test.ts"],
          globalSetup: ["tests/support/databases-setup.ts"],
          setupFiles: ["tests/support/silent-console.ts"],
          env: environment,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
