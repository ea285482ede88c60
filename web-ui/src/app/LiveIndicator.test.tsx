import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import type { EventStream, LiveState } from '../shared/live/eventStream';
import { LiveContext } from '../shared/live/LiveContext';
import { LiveIndicator } from './LiveIndicator';

function show(state: LiveState) {
  const stream = { current: () => state, subscribe: () => () => undefined };
  render(
    <LanguageProvider initial="en">
      <LiveContext value={stream as unknown as EventStream}>
        <LiveIndicator />
      </LiveContext>
    </LanguageProvider>,
  );
}

test('says that the page is live', () => {
  show({ phase: 'live' });

  expect(screen.getByRole('status')).toHaveTextContent('Live');
});

test('says since when it is not', () => {
  show({ phase: 'reconnecting', since: new Date(2026, 2, 5, 14, 3, 7).getTime(), attempt: 4 });

  expect(screen.getByRole('status')).toHaveTextContent('Reconnecting since 14:03:07');
});

test('keeps quiet about a blip', () => {
  show({ phase: 'reconnecting', since: Date.now() + 500, attempt: 1 });

  expect(screen.getByRole('status')).toHaveTextContent('Live');
});
