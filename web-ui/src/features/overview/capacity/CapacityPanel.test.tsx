import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCapacity, aFunnel, aLevel } from '../../../test/fixtures';
import { renderPage } from '../../../test/render';
import { CapacityPanel } from './CapacityPanel';

const answering = (body: unknown) => ({ answers: { '/api/v1/capacity': { body } } });

test('states the basis, the estimates and what has no FLOPS', async () => {
  const installed = { ...aLevel(1_000), estimatePflops: 250, unknownFlopsMilliDevices: 312_000 };

  renderPage(<CapacityPanel />, answering(aCapacity(aFunnel({ installed }))));

  expect(await screen.findByText('FP16/BF16, dense, vendor peak')).toBeInTheDocument();
  expect(screen.getByText(/25% of installed \(250 PFLOPS\) rests on estimates/)).toBeInTheDocument();
  expect(screen.getByText('312 devices of unknown FLOPS count as devices only')).toBeInTheDocument();
});

test('says how capacity comes when there is none', async () => {
  renderPage(<CapacityPanel />, answering(aCapacity(aFunnel({ installed: aLevel(0) }))));

  expect(await screen.findByText(/No capacity yet/)).toBeInTheDocument();
});
