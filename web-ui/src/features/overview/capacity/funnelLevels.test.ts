import { expect, test } from 'vitest';
import { aFunnel, aLevel } from '../../../test/fixtures';
import { funnelLevels } from './funnelLevels';

test('shows each level against the widest', () => {
  const levels = funnelLevels(
    aFunnel({ installed: aLevel(1_000), schedulable: aLevel(800), allocated: aLevel(500) }),
  );

  expect(levels.map(({ name, width }) => [name, width])).toEqual([
    ['installed', 1],
    ['reporting', 1],
    ['schedulable', 0.8],
    ['allocated', 0.5],
    ['busy', 0],
  ]);
});

test('shows what is declared only when somebody declared something', () => {
  const levels = funnelLevels(aFunnel({ declared: aLevel(4_000), installed: aLevel(1_000) }));

  expect(levels[0]).toMatchObject({ name: 'declared', width: 1 });
  expect(levels[1]).toMatchObject({ name: 'installed', width: 0.25 });
});

test('busy is unknown, not zero, when nobody measured', () => {
  const busy = funnelLevels(aFunnel({ busy: null })).at(-1);

  expect(busy).toMatchObject({ name: 'busy', pflops: null, covered: 0 });
});

test('busy says how much of what is allocated was measured', () => {
  const funnel = aFunnel({
    allocated: { ...aLevel(500), milliDevices: 400_000 },
    busy: { pflops: 200, milliDevices: 100_000, coveredMilliDevices: 300_000 },
  });

  expect(funnelLevels(funnel).at(-1)).toMatchObject({ pflops: 200, covered: 0.75 });
});

test('an empty city divides nothing by nothing', () => {
  const levels = funnelLevels(aFunnel({ installed: aLevel(0) }));

  expect(levels.every(({ width }) => width === 0)).toBe(true);
  expect(levels.every(({ shareOfInstalled }) => shareOfInstalled === null)).toBe(true);
});
