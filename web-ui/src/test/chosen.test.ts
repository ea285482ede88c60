// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const module = fileURLToPath(new URL('../../e2e/chosen.mjs', import.meta.url));
const chosen = (only: string) =>
  spawnSync(
    process.execPath,
    ['-e', `import(${JSON.stringify(module)}).then(({ chosen }) => console.log(chosen({ 'the plan': 1, 'the queue': 2 }).join()))`],
    { env: { ...process.env, E2E_ONLY: only }, encoding: 'utf8' },
  );

test('a choice of browser steps that names none fails and tells those there are', () => {
  const { status, stderr } = chosen('nothing such');

  expect(status).toBe(2);
  expect(stderr).toContain('  the plan\n  the queue\n');
});

test('a choice of browser steps is kept', () => {
  expect(chosen('queue')).toMatchObject({ status: 0, stdout: 'the queue,2\n' });
  expect(chosen('').stdout).toBe('the plan,1,the queue,2\n');
});
