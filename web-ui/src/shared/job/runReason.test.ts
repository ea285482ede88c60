import { expect, test } from 'vitest';
import { translator } from '../i18n/messages';
import { runReason } from './runReason';

const zh = translator('zh');

test('says why a run ended in the reader’s words, and what nobody knows as it is', () => {
  expect(runReason({ reason: 'NodeLost', stopReason: null }, zh)).toBe('节点丢失');
  expect(runReason({ reason: 'StoppedByOrder', stopReason: 'PREEMPTED' }, zh)).toBe('被抢占');
  expect(runReason({ reason: 'OutOfMemory', stopReason: null }, zh)).toBe('OutOfMemory');
  expect(runReason({ reason: null, stopReason: null }, zh)).toBeNull();
});
