import { expect, test } from 'vitest';
import { flops, flopsScale } from './flops';

test('says EFLOPS for a city and PFLOPS for less', () => {
  expect(flops(104_200, 'en')).toBe('104 EFLOPS');
  expect(flops(12_412, 'en')).toBe('12.4 EFLOPS');
  expect(flops(1_530, 'en')).toBe('1.53 EFLOPS');
  expect(flops(873.4, 'en')).toBe('873 PFLOPS');
  expect(flops(0.312, 'en')).toBe('312 TFLOPS');
});

test('says P in Chinese', () => {
  expect(flops(873.4, 'zh')).toBe('873 P');
  expect(flops(12_412, 'zh')).toBe('12,412 P');
  expect(flops(0.312, 'zh')).toBe('312 T');
});

test('gives figures that stand together one unit', () => {
  const scale = flopsScale(12_412, 'en');

  expect([12_412, 873].map(scale.figure)).toEqual(['12.4', '0.9']);
  expect(scale.unit).toBe('EFLOPS');
});

test('nothing is nothing', () => {
  expect(flops(0, 'en')).toBe('0 PFLOPS');
});
