import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import type { Correction, Report } from '../../shared/api/types';
import { useChange } from '../../shared/api/useChange';
import { choicesOf, type Draft, type FormField, stated } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { DIMENSIONS, FIGURES } from './reportRows';

/** Writes a correction beside a frozen figure; the figure itself stays. */
export function Correct({ report: { month, lines } }: { report: Report }) {
  const t = useTranslate();
  const api = useApi();
  const namesOf = (dimension: unknown) => [
    ...new Set(lines.filter((line) => line.dimension === dimension).map(({ name }) => name)),
  ];
  const fields: readonly FormField<Draft>[] = [
    {
      kind: 'choice',
      name: 'dimension',
      label: t('correction.dimension'),
      required: true,
      choices: DIMENSIONS.map((value) => ({ value, label: t(`dimension.${value}`) })),
    },
    { kind: 'choice', name: 'name', label: t('tokens.name'), required: true, choices: ({ dimension }) => choicesOf(namesOf(dimension)) },
    {
      kind: 'choice',
      name: 'figure',
      label: t('correction.figure'),
      required: true,
      choices: FIGURES.map((value) => ({ value, label: t(`reportFigure.${value}`) })),
    },
    { kind: 'number', name: 'value', label: t('correction.value'), least: 0, required: true },
    { kind: 'text', name: 'reason', label: t('reservation.reason'), required: true },
  ];
  const save = useChange(
    (draft: Draft) =>
      bodyOf(
        api.POST('/api/v1/reports/{month}/corrections', {
          params: { path: { month } },
          body: stated(fields, draft) as unknown as Correction,
        }),
      ),
    'reports',
  );
  return (
    <FormButton
      name={t('correction.new')}
      title={t('correction.new')}
      note={t('correction.note')}
      fields={fields}
      initial={() => ({ dimension: 'CITY', name: namesOf('CITY')[0] ?? null, figure: 'USED', value: null, reason: null })}
      send={t('correction.write')}
      save={save}
    />
  );
}
