import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { palettes } from '../theme/palette';
import type { LinesSpec } from './lines';
import { LinesChart } from './LinesChart';

test('names every line, and a name takes its line away and brings it back', async () => {
  const palette = palettes.light;
  const points: [number, number][] = [[0, 1], [1, 2]];
  const spec: LinesSpec = {
    palette,
    x: String,
    y: String,
    lines: [
      { name: 'as it is', colour: palette.muted, dashed: true, points },
      { name: 'as it would be', colour: palette.accent, points },
    ],
  };
  render(<LinesChart spec={spec} height={100} label="both" />);

  const name = screen.getByRole('button', { name: 'as it would be', pressed: true });
  await userEvent.click(name);

  expect(name).toHaveAttribute('aria-pressed', 'false');
  expect(screen.getByRole('button', { name: 'as it is', pressed: true })).toBeVisible();

  await userEvent.click(name);

  expect(name).toHaveAttribute('aria-pressed', 'true');
});
