// Who may import whom: app -> features -> shared; a feature never another feature. Imports that climb out of a folder
// are relative, so the folder a path names behind its last ".." says where it leads.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const features = readdirSync(join(import.meta.dirname, 'src', 'features'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const forbid = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const app = {
  regex: '^(\\.\\./)+app(/|$)',
  message: 'Only main.tsx knows the app; it puts features together, not the other way round.',
};

export const boundaries = [
  forbid(
    ['src/shared/**/*.{ts,tsx}'],
    [
      app,
      {
        regex: '^(\\.\\./)+features(/|$)',
        message: 'What is shared knows no feature: hand it in, or move the code into the feature.',
      },
    ],
  ),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**/*.{ts,tsx}`],
      [
        app,
        {
          regex: `^(\\.\\./)+(features/)?(?!${feature}(/|$))(${features.join('|')})(/|$)`,
          message: 'A feature imports no other feature: what both need belongs in src/shared.',
        },
      ],
    ),
  ),
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}', 'src/test/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value=/\\/test\\//]',
          message: 'Fixtures belong to tests; what users run imports none.',
        },
      ],
    },
  },
];
