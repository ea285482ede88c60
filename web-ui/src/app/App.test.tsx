import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TokenStore } from '../features/session/tokenStore';
import { planTimeAtNoon, serve } from '../test/render';
import { App } from './App';

test('a sign-in link leads to the overview', async () => {
  window.history.replaceState(null, '', '/#token=good');
  serve({
    ...planTimeAtNoon,
    '/api/v1/session': { body: { name: 'admin', role: 'ADMIN', tenant: null, cluster: null } },
  });

  render(
    <App
      tokens={new TokenStore(sessionStorage, window.location, window.history)}
      language="en"
    />,
  );

  expect(await screen.findByText('Overview', { selector: 'h1' })).toBeInTheDocument();
  expect(screen.getByText('Overview', { selector: 'a' })).toHaveAttribute('aria-current', 'page');
  for (const section of ['Capacity', 'Plan', 'Targets and deliveries', 'Alerts', 'Last hour', 'Capacity over time', 'Clusters', 'Waiting', 'Running', 'Recently ended']) {
    expect(screen.getByText(section, { selector: 'h2' })).toBeInTheDocument();
  }
  expect(window.location.hash).toBe('');
});
