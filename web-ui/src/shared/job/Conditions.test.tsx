import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../test/render';
import { Conditions } from './Conditions';

const quota = { type: 'WaitingForQuota', message: 'uses 212 of 220 PFLOPS', partition: null };
const capacity = { type: 'WaitingForCapacity', message: 'needs 64 x H800, 40 free', partition: null };

test('says all reasons in words, with the detail of each', () => {
  renderPage(<Conditions conditions={[quota, capacity]} />);

  expect(screen.getByText('Waits for quota · Waits for capacity')).toBeInTheDocument();
  expect(screen.getByText('uses 212 of 220 PFLOPS; needs 64 x H800, 40 free')).toBeInTheDocument();
});

test('says a reason once that several partitions give', () => {
  renderPage(<Conditions conditions={[capacity, { ...capacity, message: 'needs 64 x A100' }]} />);

  expect(screen.getByText('Waits for capacity')).toBeInTheDocument();
});

test('says the reasons in Chinese', () => {
  renderPage(<Conditions conditions={[quota]} />, { language: 'zh' });

  expect(screen.getByText('等待配额')).toBeInTheDocument();
});
