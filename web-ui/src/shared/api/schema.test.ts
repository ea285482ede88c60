import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { types, written } from '../../../scripts/generate-api.mjs';

test('the client speaks the API as the server describes it; if not, npm run generate', async () => {
  expect(readFileSync(written, 'utf8')).toBe(await types());
});
