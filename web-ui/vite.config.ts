import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Tests read times as the people of the city do, wherever they run.
process.env.TZ = 'Asia/Shanghai';

export default defineConfig({
  plugins: [react()],
  // The size that matters is checked by scripts/check-first-paint.mjs.
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 1_200 },
  server: { proxy: { '/api': process.env.EXAPLAN_SERVER ?? 'http://localhost:8080' } },
  test: {
    // Loading antd is most of the time a test file takes: the files of a worker share what is loaded.
    isolate: false,
    // A build machine may be busy with something else.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'logic', environment: 'node', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/test/setup.ts'],
        },
      },
    ],
  },
});
