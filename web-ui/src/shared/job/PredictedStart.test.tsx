import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../test/render';
import { PredictedStart } from './PredictedStart';

test('says when in plan time, how long until then, and where', async () => {
  renderPage(
    <PredictedStart
      job={{ predictedStart: '2026-03-05T14:30:30Z', predictedPartition: 'north/h800' }}
    />,
  );

  expect(await screen.findByText(/in 2 h 30 min$/)).toBeInTheDocument();
  expect(screen.getByText('north/h800')).toBeInTheDocument();
});

test('says due when its time has come', async () => {
  renderPage(
    <PredictedStart
      job={{ predictedStart: '2026-03-05T11:59:00Z', predictedPartition: 'north/h800' }}
    />,
  );

  expect(await screen.findByText(/due$/)).toBeInTheDocument();
});

test('promises nothing without a place in the plan', () => {
  renderPage(<PredictedStart job={{ predictedStart: null, predictedPartition: null }} />);

  expect(screen.getByText('no start in the plan')).toBeInTheDocument();
});
