import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../../test/render';
import { RolesPanel } from './RolesPanel';

const roles = [
  { role: 'ADMIN', tokensInUse: 2 },
  { role: 'PLANNER', tokensInUse: 1_204 },
  { role: 'AGENT', tokensInUse: 40 },
];
const answers = (oidc: unknown) => ({ '/api/v1/roles': { body: { roles, oidc } } });

test('tells how many tokens have a role and what it may', async () => {
  renderPage(<RolesPanel />, { answers: answers(null) });

  const planner = (await screen.findByText(/Plans the city's capacity/)).closest('li') as HTMLElement;
  expect(planner).toHaveTextContent('Capacity plannerTokens in use: 1,204');
  const row = screen.getByText('change weights').closest('tr') as HTMLElement;
  expect(within(row).getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
    'change weights',
    'yes',
    'no',
    'no',
    'no',
    'no',
  ]);
  expect(screen.getByText(/No issuer is configured/)).toBeInTheDocument();
});

test('tells which claims of an issuer mean which role, in Chinese too', async () => {
  const oidc = {
    issuer: 'https://id.city.example',
    audience: 'exaplan',
    roleClaim: 'groups',
    roles: { planners: 'PLANNER' },
    tenantClaim: 'team',
    clusterClaim: 'site',
    nameClaim: 'preferred_username',
  };
  renderPage(<RolesPanel />, { answers: answers(oidc), language: 'zh' });

  expect(await screen.findByText('planners 对应容量规划员')).toBeInTheDocument();
  expect(screen.getByText('声明 team')).toBeInTheDocument();
  expect(screen.getByText('更改权重')).toBeInTheDocument();
});
