import { expect, test } from 'vitest';
import { curlOf } from './curl';

test('is what a shell can run, and holds no token', () => {
  const command = curlOf({ name: "it's", kind: 'TRAINING', worker: { milliDevices: 8_000 } }, 'http://planner', 7);

  expect(command).toContain("curl -X POST 'http://planner/api/v1/jobs?replaces=7'");
  expect(command).toContain('"Authorization: Bearer $TOKEN"');
  expect(command).toContain(String.raw`"it'\''s"`);
});
