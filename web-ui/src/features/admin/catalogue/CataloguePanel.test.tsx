import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { anAdmin, renderPage } from '../../../test/render';
import { without } from '../../../shared/form/fields';
import { CataloguePanel } from './CataloguePanel';

const h800 = {
  vendor: 'NVIDIA',
  name: 'NVIDIA H800',
  stack: 'CUDA',
  memoryGib: 80,
  watts: 700,
  densePeakTflops: { FP16: 989, BF16: 989, FP8: 1979 },
  aliases: ['H800-80G'],
  kubernetesResources: ['nvidia.com/gpu'],
  labelValues: ['NVIDIA-H800'],
  source: 'H100 data sheet',
  confidence: 'ESTIMATE',
  note: 'Taken from the H100.',
};
const g2 = {
  ...h800,
  vendor: 'unknown',
  name: 'G2',
  stack: 'UNKNOWN',
  memoryGib: null,
  watts: null,
  densePeakTflops: {},
  aliases: [],
  kubernetesResources: [],
  labelValues: [],
  source: 'trace',
  note: 'A pseudonym.',
};
const override = {
  version: 7,
  stated: { ...h800, watts: 500 },
  delivered: h800,
  statedBy: 'li',
  statedAt: '2026-03-05T11:00:00Z',
};
const answers = {
  '/api/v1/accelerator-models': {
    body: {
      items: [
        { ...h800, key: 'H800', watts: 500, accountingTflops: 989, override },
        { ...g2, key: 'G2', accountingTflops: null, override: null },
      ],
      nextCursor: null,
    },
  },
  '/api/v1/accelerator-models/H800/override': { body: {} },
  '/api/v1/accelerator-models/G2/override': { body: {} },
};
const row = async (key: string) => (await screen.findByText(key, { selector: 'b' })).closest('tr') as HTMLElement;

test('tells figures, where they come from, and what was delivered where somebody stated others', async () => {
  renderPage(<CataloguePanel />, { answers });

  expect(await row('H800')).toHaveTextContent('BF16 989 TFLOPSFP16 989 TFLOPS, FP8 1,979 TFLOPS');
  expect(await row('H800')).toHaveTextContent('estimate: Taken from the H100.');
  expect(await row('H800')).toHaveTextContent(/overridden li.*Delivered: 80 GiB, BF16 989 TFLOPS, 700 W/);
  expect(await row('G2')).toHaveTextContent('FLOPS unknown');
});

test('finds a model by what clusters call it', async () => {
  const user = userEvent.setup();
  renderPage(<CataloguePanel />, { answers });

  await row('G2');
  await user.type(screen.getByLabelText('Search models'), 'nvidia-h8');
  expect(screen.queryByText('G2', { selector: 'b' })).not.toBeInTheDocument();
  expect(await row('H800')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Search models'), 'x');
  expect(screen.getByText('No model is called so.')).toBeInTheDocument();
});

test('states the whole entry, based on what was read', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<CataloguePanel />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Change: H800' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByLabelText('Key')).toBeDisabled();
  await user.clear(dialog.getByLabelText('Power of a device, watts'));
  await user.type(dialog.getByLabelText('Dense peak FP32, TFLOPS'), '67');
  await user.click(dialog.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(requests.some(({ method }) => method === 'PUT')).toBe(true);
  });
  const put = requests.find(({ method }) => method === 'PUT');
  expect(new URL(put?.url ?? '').pathname).toBe('/api/v1/accelerator-models/H800/override');
  expect(put?.headers.get('If-Match')).toBe('"7"');
  expect(await put?.json()).toEqual({ ...without(h800, 'watts'), densePeakTflops: { ...h800.densePeakTflops, FP32: 67 } });
});

test('takes back what was stated after asking once more, and offers it nowhere else', async () => {
  const user = userEvent.setup();
  const { requests } = renderPage(<CataloguePanel />, { answers });

  await user.click(await screen.findByRole('button', { name: 'Take back: H800' }));
  expect(screen.queryByRole('button', { name: 'Take back: G2' })).not.toBeInTheDocument();
  await user.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: 'Take back' }));

  await waitFor(() => {
    expect(requests.find(({ method }) => method === 'DELETE')?.headers.get('If-Match')).toBe('"7"');
  });
});

test('adds a model that is unknown, and shows at its field what the server refuses', async () => {
  const user = userEvent.setup();
  const refusal = {
    status: 400,
    body: {
      type: 'urn:exaplan:problem:invalid',
      title: 'Bad Request',
      status: 400,
      detail: '1 field cannot be accepted: densePeakTflops.BF16.',
      errors: [{ field: 'densePeakTflops.BF16', value: null, message: 'State a number from 0 to 1000000.' }],
    },
  };
  const { requests } = renderPage(<CataloguePanel />, {
    answers: { ...answers, '/api/v1/accelerator-models/G3/override': refusal },
    language: 'zh',
  });

  await user.click(await screen.findByRole('button', { name: '新增型号' }));
  const dialog = within(await screen.findByRole('dialog'));
  for (const label of ['代码', '厂商', '厂商所用名称', '数据来源文件']) {
    fireEvent.change(dialog.getByLabelText(label), { target: { value: 'G3' } });
  }
  await user.click(dialog.getByRole('button', { name: /保\s*存/ }));

  expect(await dialog.findByText('请填写 0 至 1000000 之间的数。')).toBeInTheDocument();
  expect(requests.find(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"0"');
});

test('a token that only reads is offered no change', async () => {
  renderPage(<CataloguePanel />, { answers, who: { ...anAdmin, scopes: [] } });

  await row('G2');
  expect(screen.queryByRole('button', { name: /^(Change|Take back|Add)/ })).not.toBeInTheDocument();
});
