import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Coalescer } from './coalescer';
import { allSubjects, staleSubjects } from './staleSubjects';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('many events become one refresh, the next one after a pause', () => {
  const flush = vi.fn();
  const coalescer = new Coalescer<string>(flush);

  coalescer.mark(['jobs']);
  coalescer.mark(['jobs', 'runs']);
  vi.advanceTimersByTime(200);
  coalescer.mark(['jobs']);
  vi.advanceTimersByTime(1_000);

  expect(flush.mock.calls).toEqual([[['jobs', 'runs']]]);
  vi.advanceTimersByTime(1_000);
  expect(flush).toHaveBeenCalledTimes(2);
});

test('an event of an unknown topic refreshes everything', () => {
  expect(staleSubjects('run.started')).toContain('capacity');
  expect(staleSubjects('resync')).toEqual(allSubjects);
});
