import { expect, test } from 'vitest';
import { devices, percent } from './numbers';

test('shows tenths of devices only where they are shared', () => {
  expect(devices(6_208_000, 'en')).toBe('6,208');
  expect(devices(500, 'en')).toBe('0.5');
});

test('a little is not nothing, nearly all is not all', () => {
  expect(percent(0.001, 'en')).toBe('<1%');
  expect(percent(0.998, 'en')).toBe('>99%');
  expect(percent(0, 'en')).toBe('0%');
  expect(percent(1, 'en')).toBe('100%');
});
