import { defineConfig } from 'vitest/config';

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };
const e2e = (browser: string) => ({
  define: { __BROWSER__: JSON.stringify(browser) },
  test: {
    name: `e2e-${browser}`,
    include: ['tests/e2e/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 240_000, // the first run may install a browser
    fileParallelism: false,
    retry: 1, // a machine that serves others may starve a browser; the report names what took two tries, and the soak gives one
  },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } },
      { ...jsx, test: { name: 'components', include: ['tests/components/**/*.test.tsx'], environment: 'happy-dom' } },
      e2e('chromium'),
      e2e('firefox'),
    ],
  },
});
