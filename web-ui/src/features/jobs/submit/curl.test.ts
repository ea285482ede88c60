import { expect, test } from 'vitest';
import { curlOf } from './curl';

test('is what a shell can run, and holds no token', () => {
  const command = curlOf({ name: "it's", kind: 'TRAINING', worker: { milliDevices: 8_000 } }, 'http://planner', true);

  expect(command).toContain("curl -X POST 'http://planner/api/v1/jobs?dryRun=true'");
  expect(command).toContain('"Authorization: Bearer $TOKEN"');
  expect(command).toContain(String.raw`"it'\''s"`);
});
