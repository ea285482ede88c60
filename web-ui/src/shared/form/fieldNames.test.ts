import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldName } from './fieldNames';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Description {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  components: { schemas: Record<string, Schema> };
}

const api = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../planner/server/openapi.json'), 'utf8'),
) as Description;

/** What has no form here: replays, and the agents' own. */
const WITHOUT_FORM = /^\/(api\/v1\/(replays|plan-time)|agent\/)/;

function namesIn(schema: Schema, found: Set<string>, seen: ReadonlySet<string> = new Set()): Set<string> {
  const { $ref } = schema;
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return seen.has(name) ? found : namesIn(api.components.schemas[name] ?? {}, found, new Set([...seen, name]));
  }
  const { properties = {}, items, additionalProperties, allOf = [], anyOf = [], oneOf = [] } = schema;
  for (const [name, within] of Object.entries(properties)) {
    found.add(name);
    namesIn(within, found, seen);
  }
  const others = [items, typeof additionalProperties === 'object' ? additionalProperties : undefined, ...allOf, ...anyOf, ...oneOf];
  others.forEach((other) => other === undefined || namesIn(other, found, seen));
  return found;
}

test('every field a form can be refused for has words in both languages', () => {
  const found = new Set<string>();
  for (const [, operations] of Object.entries(api.paths).filter(([path]) => !WITHOUT_FORM.test(path))) {
    for (const { requestBody } of Object.values(operations)) {
      Object.values(requestBody?.content ?? {}).forEach(({ schema }) => namesIn(schema, found));
    }
  }

  expect(found.size).toBeGreaterThan(100);
  expect([...found].filter((name) => fieldName(name, 'zh') === name)).toEqual([]);
  expect([...found].filter((name) => /[a-z][A-Z]/.test(fieldName(name, 'en').replace(/[TP]FLOPS|[MG]iB/g, '')))).toEqual([]);
});

test('says where in a list or an object a field stands', () => {
  expect(fieldName('changes[1].job.gang.minWorkers', 'zh')).toBe('变更 2 › 任务 › 工作进程 › 最少工作进程数');
  expect(fieldName('runtime.byStack.CANN.image', 'en')).toBe('what is run › by software stack › CANN › image');
});

test('what it has no words for keeps its name', () => {
  expect(fieldName('somethingNew', 'zh')).toBe('somethingNew');
});
