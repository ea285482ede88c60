import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { offencesIn } from '../../../shared/api/trouble';
import type { ScenarioRun } from '../../../shared/api/types';
import { Field } from '../../../shared/form/Field';
import { useTranslate } from '../../../shared/i18n/LanguageContext';

/** Puts a run into the queue and goes to its page. */
export function AskRun({ scenario }: { scenario: number }) {
  const t = useTranslate();
  const [seeds, setSeeds] = useState(3);
  const [steps, setSteps] = useState<number | null>(null);
  const ask = useAsk(scenario);
  const offences = offencesIn(ask.error);
  return (
    <form
      className="ask-run"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ seeds, steps });
      }}
    >
      <Field label={t('scenarioRuns.seeds')} path="seeds" offences={offences}>
        {(id) => (
          <InputNumber<number>
            id={id}
            min={1}
            precision={0}
            value={seeds}
            onChange={(count) => {
              setSeeds(count ?? 1);
            }}
          />
        )}
      </Field>
      <Field label={t('scenarioRuns.steps')} path="steps" offences={offences}>
        {(id) => <InputNumber<number> id={id} min={0} precision={0} value={steps} placeholder={t('scenarioRuns.usual')} onChange={setSteps} />}
      </Field>
      <Button type="primary" htmlType="submit" loading={ask.isPending}>
        {t('scenarioRuns.ask')}
      </Button>
      {ask.isError && offences.length === 0 ? (
        <span className="action-refused" role="alert">
          {ask.error.message}
        </span>
      ) : null}
    </form>
  );
}

function useAsk(scenario: number) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ seeds, steps }: { seeds: number; steps: number | null }) =>
      bodyOf<ScenarioRun>(
        api.POST('/api/v1/scenarios/{id}/runs', {
          params: { path: { id: scenario } },
          body: { seeds: Array.from({ length: seeds }, (_, index) => index + 1), ...(steps === null ? {} : { steps }) },
        }),
      ),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['scenarios'] });
      await navigate(`/scenarios/runs/${id}`);
    },
  });
}
