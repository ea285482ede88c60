import { expect, test } from 'vitest';
import { formatOf } from '../../shared/format/useFormat';
import { translator } from '../../shared/i18n/messages';
import { figureText } from './figureText';

test('a figure and its correction do not read the same', () => {
  const format = formatOf('en', translator('en'));

  expect(figureText(345_600, format)).toBe('345,600');
  expect(figureText(346_100, format)).toBe('346,100');
  expect(figureText(12.345, format)).toBe('12.3');
});
