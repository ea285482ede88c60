import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { App } from './App';

test('names the product', () => {
  render(<App />);

  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Exaplan');
});
