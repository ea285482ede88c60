import { expect, test } from 'vitest';
import { asked, complete, type Draft, type FormField, instantOf, localOf, outOfRange, stated } from './fields';

const fields: FormField<Draft>[] = [
  { kind: 'text', name: 'name', label: 'Name', required: true },
  { kind: 'flag', name: 'recurs', label: 'Recurs' },
  { kind: 'number', name: 'every', label: 'Every', required: true, when: ({ recurs }) => recurs === true },
  { kind: 'choices', name: 'days', label: 'Days' },
];

test('only what is asked for is sent, and what is left out is not in it', () => {
  expect(stated(fields, { name: 'a', recurs: false, every: 3, days: [] })).toEqual({ name: 'a', recurs: false });
  expect(stated(fields, { name: 'a', recurs: true, every: 3, days: ['MONDAY'] })).toEqual({
    name: 'a',
    recurs: true,
    every: 3,
    days: ['MONDAY'],
  });
});

test('is complete when what is required of what is asked for is stated', () => {
  expect(complete(fields, { name: '', recurs: false })).toBe(false);
  expect(complete(fields, { name: 'a', recurs: false, every: null })).toBe(true);
  expect(complete(fields, { name: 'a', recurs: true, every: null })).toBe(false);
  expect(asked(fields, { recurs: true })).toHaveLength(4);
});

test('local time there and back', () => {
  expect(instantOf(localOf('2026-03-06T08:30:00.000Z'))).toBe('2026-03-06T08:30:00.000Z');
  expect(localOf(null)).toBe('');
  expect(instantOf('')).toBeNull();
  expect(instantOf('soon')).toBeNull();
});

test('a number beyond its bounds is told and not sent', () => {
  const field = { kind: 'number', name: 'pflops', label: 'Quota', least: 0, most: 100 } as const;

  expect(outOfRange(field, -60)).toEqual({ side: 'atLeast', bound: 0 });
  expect(outOfRange(field, 101)).toEqual({ side: 'atMost', bound: 100 });
  expect(outOfRange(field, 60)).toBeNull();
  expect(complete([field], { pflops: -60 })).toBe(false);
  expect(complete([field], { pflops: 60 })).toBe(true);
});
