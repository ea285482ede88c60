import { expect, test } from 'vitest';
import type { PlanChange } from '../../../shared/api/types';
import { tallied } from './reasonTally';

const change = (reason: string, fromStart: string | null, toStart: string | null) => ({ reason, fromStart, toStart }) as PlanChange;
const NINE = '2026-03-05T09:00:00Z';
const TEN = '2026-03-05T10:00:00Z';

test('counts decisions by reason, and promised starts that moved', () => {
  expect(
    tallied([
      change('SUBMITTED', null, NINE),
      change('EARLIER', TEN, NINE),
      change('OVERRUN', NINE, TEN),
      change('OVERRUN', NINE, TEN),
      change('LOST_CAPACITY', NINE, null),
      change('ENDED', NINE, null),
      // On other devices at the same time: the promise holds.
      change('IMPROVED', NINE, NINE),
    ]),
  ).toEqual({
    reasons: [['OVERRUN', 2], ['SUBMITTED', 1], ['EARLIER', 1], ['LOST_CAPACITY', 1], ['ENDED', 1], ['IMPROVED', 1]],
    earlier: 1,
    later: 3,
  });
});
