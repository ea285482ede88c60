import { expect, test } from 'vitest';
import type { ModelCapacity } from '../../../shared/api/types';
import { aFunnel, aLevel } from '../../../test/fixtures';
import { modelBars } from './modelBars';

const devices = (n: number) => ({ ...aLevel(0), milliDevices: n * 1_000 });

function aModel(model: string, installed: number, schedulable: number, allocated: number): ModelCapacity {
  return {
    model,
    vendor: null,
    stack: null,
    funnel: aFunnel({
      installed: devices(installed),
      schedulable: devices(schedulable),
      allocated: devices(allocated),
    }),
  };
}

test('every installed device is allocated, free or not schedulable', () => {
  expect(modelBars([aModel('H800', 100, 90, 60)])).toEqual([
    { model: 'H800', allocated: 60, free: 30, unavailable: 10 },
  ]);
});

test('runs on devices that are no longer schedulable leave none free', () => {
  // 60 run, only 40 could still be scheduled: a drain
  expect(modelBars([aModel('H800', 100, 40, 60)])).toEqual([
    { model: 'H800', allocated: 60, free: 0, unavailable: 40 },
  ]);
});

test('the most numerous model comes first', () => {
  const bars = modelBars([aModel('T4', 10, 10, 0), aModel('H800', 100, 90, 60)]);

  expect(bars.map((bar) => bar.model)).toEqual(['H800', 'T4']);
});
