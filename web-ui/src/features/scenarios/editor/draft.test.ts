import { expect, test } from 'vitest';
import { days, EMPTY, submissionOf, valueAt, withValue } from './draft';
import { CHANGE_TYPES, FIELDS, fresh } from './kinds';
import { instantOf, localOf } from './localTime';

test('states only what was stated', () => {
  expect(submissionOf({ ...EMPTY, changes: [fresh('DEMAND_SCALED', 'now')] })).toEqual({
    name: 'scenario-1',
    description: '',
    mode: 'OPERATIONAL',
    changes: [{ type: 'DEMAND_SCALED', factor: 2 }],
  });
  expect(submissionOf({ ...EMPTY, horizonDays: 182, planVersion: 7 })).toMatchObject({ horizon: 'P182D', planVersion: 7 });
  expect(days(1.5)).toBe('PT36H');
});

test('changes a field below others and leaves the rest as it is', () => {
  const change = fresh('JOBS_ADDED', 'now');

  const wider = withValue(change, 'job.gang.workers', 4);

  expect(valueAt(wider, 'job.gang.workers')).toBe(4);
  expect(valueAt(wider, 'job.expectedDuration')).toBe('PT8H');
  expect(valueAt(change, 'job.gang.workers')).toBe(1);
  expect(valueAt(withValue(change, 'job.worker', undefined), 'job.worker.milliDevices')).toBeUndefined();
});

test('begins each kind with nothing its form does not show but what a job needs', () => {
  for (const type of CHANGE_TYPES) {
    const shown = FIELDS[type].map(({ path }) => path.split('.')[0]);
    const hidden = Object.keys(fresh(type, 'now')).filter((field) => field !== 'type' && !shown.includes(field));
    expect(hidden).toEqual([]);
  }
});

test('reads and writes local times to the minute', () => {
  const instant = instantOf('2026-03-05T20:15');

  expect(localOf(instant)).toBe('2026-03-05T20:15');
  expect(instantOf('')).toBeUndefined();
  expect(localOf('soon')).toBe('');
});
