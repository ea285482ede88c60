import { expect, test } from 'vitest';
import { palettes } from '../../../shared/theme/palette';
import { anAllocation } from '../../../test/fixtures';
import { coloursFor } from './colours';

test('twelve tenants have colours of their own, the smaller ones share one', () => {
  const allocations = Array.from({ length: 14 }, (_, index) =>
    Array.from({ length: 20 - index }, () => anAllocation({ tenant: `tenant-${index}` })),
  ).flat();

  const colours = coloursFor(allocations, 'tenant', palettes.light);

  expect(new Set(colours.legend.map(({ colour }) => colour)).size).toBe(12);
  expect(colours.more).toBe(2);
  expect(colours.of(anAllocation({ tenant: 'tenant-13' }))).toBe(palettes.light.unavailable);
});

test('another tenant’s bar says nothing of whose it is', () => {
  const allocations = [anAllocation({ jobId: null, tenant: 'another tenant' })];

  expect(coloursFor(allocations, 'tenant', palettes.dark).legend).toEqual([]);
});

test('what runs is told from what is planned', () => {
  const { of } = coloursFor([], 'state', palettes.light);

  expect(of(anAllocation({ running: true }))).not.toBe(of(anAllocation({ running: false })));
});
