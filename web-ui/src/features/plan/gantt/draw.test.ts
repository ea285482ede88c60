import { expect, test } from 'vitest';
import { palettes } from '../../../shared/theme/palette';
import { anAllocation } from '../../../test/fixtures';
import { AXIS_HEIGHT, barAt, instantAt, type Scene, xOf } from './draw';
import { GROUP_HEIGHT, layoutOf } from './layout';

const layout = layoutOf([anAllocation({ start: '2026-03-05T10:00:00Z', end: '2026-03-05T12:00:00Z' })], 'partition', '-');
const scene: Scene = {
  layout,
  view: { from: Date.parse('2026-03-05T08:00:00Z'), until: Date.parse('2026-03-05T18:00:00Z') },
  scrollTop: 0,
  width: 1_000,
  height: 400,
  now: null,
  palette: palettes.light,
  colourOf: () => '#000000',
  label: () => '',
  count: String,
  reserved: () => '',
  time: String,
  offsetMillis: 0,
};

test('an instant and its place on the canvas belong together', () => {
  expect(xOf(scene, Date.parse('2026-03-05T10:00:00Z'))).toBe(200);
  expect(new Date(instantAt(scene, 200)).toISOString()).toBe('2026-03-05T10:00:00.000Z');
});

test('finds the bar under the pointer', () => {
  const inLane = AXIS_HEIGHT + GROUP_HEIGHT + 5;

  expect(barAt(scene, 300, inLane)?.allocation.jobId).toBe(7);
  expect(barAt(scene, 500, inLane)).toBeNull();
  expect(barAt(scene, 300, AXIS_HEIGHT + 5)).toBeNull();
  expect(barAt(scene, 300, 5)).toBeNull();
  expect(barAt({ ...scene, scrollTop: GROUP_HEIGHT }, 300, AXIS_HEIGHT + 5)?.allocation.jobId).toBe(7);
});
