import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { weightsQuery } from '../../../shared/api/adminQueries';
import { bodyOf } from '../../../shared/api/client';
import type { Weights, WeightsStated } from '../../../shared/api/types';
import { basedOn, useChange } from '../../../shared/api/useChange';
import { FormButton } from '../../../shared/form/FormButton';
import type { FormField } from '../../../shared/form/fields';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useMay } from '../../../shared/session/permissions';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';

const NAMES = [
  'unplaced',
  'shortfall',
  'waiting',
  'lateness',
  'churn',
  'preemption',
  'transfer',
  'fragmentation',
  'energy',
] as const satisfies readonly (keyof Weights)[];
const MOST = 1_000_000;

type Draft = Readonly<Record<(typeof NAMES)[number], number | null>>;

/** What the score charges for what, and who said so. */
export function WeightsPanel() {
  const t = useTranslate();
  const weights = useQuery(weightsQuery(useApi()));
  return (
    <Loaded query={weights} lines={9}>
      {(stated) => (
        <Section title={t('weights.title')} note={t('weights.note')} extra={<Edit stated={stated} />}>
          <WeightList stated={stated} />
        </Section>
      )}
    </Loaded>
  );
}

function WeightList({ stated: { weights, configured, statedBy, statedAt } }: { stated: WeightsStated }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <ul className="cards">
      {NAMES.map((name) => (
        <li key={name}>
          <div className="card-line">
            <b>{t(`weight.${name}`)}</b>
            <span className="number">
              {weights[name] === configured[name] ? null : (
                <Tag tone="accent">{t('weights.configured', { weight: format.count(configured[name]) })}</Tag>
              )}{' '}
              {format.count(weights[name])}
            </span>
          </div>
          <span className="muted">{t(`weight.${name}.of`)}</span>
        </li>
      ))}
      <li className="muted">
        {statedBy === null || statedAt === null
          ? t('weights.asConfigured')
          : t('weights.statedBy', { name: statedBy, time: format.fullTime(Date.parse(statedAt)) })}
      </li>
    </ul>
  );
}

function Edit({ stated: { version, weights } }: { stated: WeightsStated }) {
  const t = useTranslate();
  const api = useApi();
  const changes = useMay('changeWeights');
  const fields: readonly FormField<Draft>[] = NAMES.map((name) => ({
    kind: 'number',
    name,
    label: t(`weight.${name}`),
    hint: t(`weight.${name}.of`),
    least: 0,
    most: MOST,
    whole: true,
    required: true,
  }));
  const save = useChange(
    (draft: Draft) =>
      bodyOf(api.PUT('/api/v1/weights', { params: { header: basedOn(version) }, body: draft as Weights })),
    'admin',
    'plan',
  );
  return changes ? (
    <FormButton
      name={t('edit.change')}
      of={t('weights.title')}
      title={t('weights.title')}
      note={t('weights.replan')}
      fields={fields}
      initial={() => weights}
      send={t('edit.save')}
      save={save}
    />
  ) : null;
}
