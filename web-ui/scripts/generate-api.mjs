// Writes the types of the API client from the server's committed description.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const description = join(root, '..', 'planner', 'server', 'openapi.json');
export const written = join(root, 'src', 'shared', 'api', 'schema.d.ts');

export async function types() {
  const document = JSON.parse(readFileSync(description, 'utf8'));
  return COMMENT_HEADER + astToString(await openapiTS(document));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(written, await types());
}
