import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useApi } from '../../../shared/api/ApiContext';
import { type Api, bodyOf } from '../../../shared/api/client';
import type { ScenarioRun } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';

const SIDES = ['BASELINE', 'SCENARIO'] as const;

type Wanted = { what: 'csv' | 'json' } | { what: 'receipt'; side: (typeof SIDES)[number]; seed: number };

/** The figures as a table, the whole result, and receipts by which a search is repeated elsewhere. */
export function Exports({ run }: { run: ScenarioRun }) {
  const t = useTranslate();
  const api = useApi();
  const load = useMutation({
    mutationFn: async (wanted: Wanted) => {
      const [name, blob] = await file(api, run.id, wanted);
      save(name, blob);
    },
  });
  const receipts = SIDES.flatMap((side) =>
    run.seeds.map((seed) => ({
      key: `${side} ${seed}`,
      label: `${t(`side.${side}`)} ${seed}`,
      onClick: () => {
        load.mutate({ what: 'receipt', side, seed });
      },
    })),
  );
  return (
    <span className="exports" role="group" aria-label={t('scenarioRuns.export')}>
      {(['csv', 'json'] as const).map((what) => (
        <Button
          key={what}
          size="small"
          onClick={() => {
            load.mutate({ what });
          }}
        >
          {what.toUpperCase()}
        </Button>
      ))}
      <Dropdown trigger={['click']} menu={{ items: receipts }}>
        <Button size="small">{t('scenarioRuns.receipt')}</Button>
      </Dropdown>
      {load.isError ? (
        <span className="action-refused" role="alert">
          {load.error.message}
        </span>
      ) : null}
    </span>
  );
}

async function file(api: Api, id: number, wanted: Wanted): Promise<[name: string, blob: Blob]> {
  const path = { id };
  switch (wanted.what) {
    case 'csv': {
      const text = await bodyOf(api.GET('/api/v1/scenario-runs/{id}/comparison', { params: { path }, parseAs: 'text' }));
      return [`scenario-run-${id}.csv`, new Blob([text], { type: 'text/csv' })];
    }
    case 'json': {
      const result = await bodyOf(api.GET('/api/v1/scenario-runs/{id}/result', { params: { path } }));
      return [`scenario-run-${id}.json`, new Blob([JSON.stringify(result, null, 2)], { type: 'application/json' })];
    }
    case 'receipt': {
      const { side, seed } = wanted;
      // As text: a receipt is hashed, and what JavaScript reads as numbers it does not always write as they were.
      const text = await bodyOf(
        api.GET('/api/v1/scenario-runs/{id}/receipt', { params: { path, query: { side, seed } }, parseAs: 'text' }),
      );
      return [`scenario-run-${id}-${side}-${seed}.json`, new Blob([text], { type: 'application/json' })];
    }
  }
}

function save(name: string, blob: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
