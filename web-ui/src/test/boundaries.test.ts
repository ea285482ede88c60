import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { boundaries } from '../../eslint-boundaries.js';

function complaints(filename: string, imported: string): number {
  const config = [{ files: ['**/*.{ts,tsx}'] }, ...boundaries];
  return new Linter().verify(`import x from '${imported}';`, config, { filename }).length;
}

test('a feature imports itself and what is shared', () => {
  const file = 'src/features/overview/queue/Ask.tsx';

  expect(complaints(file, '../capacity/CapacityPanel')).toBe(0);
  expect(complaints(file, '../../overview/OverviewPage')).toBe(0);
  expect(complaints(file, '../../../shared/ui/Tag')).toBe(0);
});

test('a feature imports no other feature, nor the app, nor fixtures', () => {
  const file = 'src/features/overview/queue/Ask.tsx';

  expect(complaints(file, '../../session/SignIn')).toBe(1);
  expect(complaints(file, '../../../features/session/SignIn')).toBe(1);
  expect(complaints(file, '../../../app/Shell')).toBe(1);
  expect(complaints(file, '../../../test/fixtures')).toBe(1);
});

test('what is shared imports no feature', () => {
  expect(complaints('src/shared/ui/Tag.tsx', '../../features/session/SignIn')).toBe(1);
  expect(complaints('src/shared/ui/Tag.tsx', '../../app/Shell')).toBe(1);
  expect(complaints('src/app/Shell.tsx', '../features/session/SignIn')).toBe(0);
});
