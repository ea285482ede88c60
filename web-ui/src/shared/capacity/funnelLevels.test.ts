import { expect, test } from 'vitest';
import { aFunnel, aLevel } from '../../test/fixtures';
import { funnelLevels } from './funnelLevels';

test('shows each level against what is installed', () => {
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

test('shows what is declared as a part of what is installed, when somebody declared something', () => {
  const levels = funnelLevels(aFunnel({ declared: aLevel(200), installed: aLevel(1_000) }));

  expect(levels[0]).toMatchObject({ name: 'installed', width: 1 });
  expect(levels[1]).toMatchObject({ name: 'declared', width: 0.2, shareOfInstalled: 0.2 });
});

test('busy is unknown, not zero, when nobody measured', () => {
  const busy = funnelLevels(aFunnel({ busy: null })).at(-1);

  expect(busy).toMatchObject({ name: 'busy', pflops: null, covered: 0 });
});

test('busy says how much of what is allocated was measured', () => {
  const funnel = aFunnel({
    allocated: { ...aLevel(500), milliDevices: 400_000 },
    busy: { pflops: 200, devices: 100, coveredDevices: 300 },
  });

  expect(funnelLevels(funnel).at(-1)).toMatchObject({ pflops: 200, covered: 0.75 });
});

test('an empty city divides nothing by nothing', () => {
  const levels = funnelLevels(aFunnel({ installed: aLevel(0) }));

  expect(levels.every(({ width }) => width === 0)).toBe(true);
  expect(levels.every(({ shareOfInstalled }) => shareOfInstalled === null)).toBe(true);
});
