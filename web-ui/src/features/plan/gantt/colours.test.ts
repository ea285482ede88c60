import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { palettes } from '../../../shared/theme/palette';
import { anAllocation } from '../../../test/fixtures';
import { colourOfName, coloursFor } from './colours';

test('a tenant keeps its colour whoever else has bars', () => {
  const all = Array.from({ length: 14 }, (_, index) => anAllocation({ tenant: `tenant-${index}` }));
  const together = coloursFor(all, 'tenant', palettes.light);

  for (const bar of all) {
    expect(coloursFor([bar], 'tenant', palettes.light).of(bar)).toBe(together.of(bar));
  }
  expect(together.legend).toHaveLength(12);
  expect(together.more).toBe(2);
});

test('the tenants of the demo city are told apart', () => {
  const file = readFileSync('../planner/server/src/main/resources/demo/city.yaml', 'utf8');
  const tenants = [...file.matchAll(/\{name: ([\w-]+), cohort:/g)].map(([, name]) => name ?? '');

  expect(tenants).toHaveLength(12);
  expect(new Set(tenants.map(colourOfName)).size).toBe(12);
});

test('another tenant’s bar says nothing of whose it is', () => {
  const allocations = [anAllocation({ jobId: null, tenant: 'another tenant' })];

  expect(coloursFor(allocations, 'tenant', palettes.dark).legend).toEqual([]);
});

test('what runs is told from what is planned', () => {
  const { of } = coloursFor([], 'state', palettes.light);

  expect(of(anAllocation({ running: true }))).not.toBe(of(anAllocation({ running: false })));
});
