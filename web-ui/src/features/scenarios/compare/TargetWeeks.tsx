import { Select } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ScenarioComparison } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { Tag } from '../../../shared/ui/Tag';

type Curve = ScenarioComparison['targets'][number];

interface TargetWeeksProps {
  targets: readonly Curve[];
  /** When each stretch begins. */
  from: readonly string[];
}

interface Row {
  from: string;
  baseline: number;
  scenario: number;
  verdict: Curve['verdicts'][number] | undefined;
}

/** One target stretch by stretch, both sides and whether they differ by more than the seeds do. */
export default function TargetWeeks({ targets, from }: TargetWeeksProps) {
  const t = useTranslate();
  const format = useFormat();
  const [chosen, choose] = useState(targets[0]?.target ?? '');
  const target = targets.find((each) => each.target === chosen) ?? targets[0];
  if (target === undefined) {
    return null;
  }
  const rows: Row[] = target.scenario.map((scenario, index) => ({
    from: from[index] ?? '',
    baseline: target.baseline[index] ?? 0,
    scenario,
    verdict: target.verdicts[index],
  }));
  const verdict = (row: Row) => {
    const by = t('figure.points', { value: format.ratio(Math.abs(row.scenario - row.baseline) * 100) });
    switch (row.verdict) {
      case 'HIGHER':
        return <Tag tone="accent">{t('verdict.HIGHER', { by })}</Tag>;
      case 'LOWER':
        return <Tag tone="warn">{t('verdict.LOWER', { by })}</Tag>;
      case 'NO_DIFFERENCE':
      case undefined:
        return <span className="muted">{t('verdict.NO_DIFFERENCE')}</span>;
    }
  };
  const columns: TableColumnsType<Row> = [
    { title: t('compare.from'), key: 'from', render: (_, row) => format.day(Date.parse(row.from)) },
    { title: t('side.BASELINE'), key: 'baseline', width: '19%', align: 'right', render: (_, row) => format.percent(row.baseline) },
    { title: t('side.SCENARIO'), key: 'scenario', width: '19%', align: 'right', render: (_, row) => format.percent(row.scenario) },
    { title: t('compare.verdict'), key: 'verdict', width: '27%', render: (_, row) => verdict(row) },
  ];
  return (
    <>
      <Select
        size="small"
        className="compare-target"
        aria-label={t('compare.targets.of')}
        value={target.target}
        options={targets.map((each) => ({ value: each.target, label: calledOf(each) }))}
        onChange={choose}
      />
      {rows.length === 0 ? (
        <p className="empty">{t('compare.targets.unknown')}</p>
      ) : (
        <DataList
          label={t('compare.targets.weeks', { target: calledOf(target) })}
          rows={rows}
          rowKey="from"
          columns={columns}
          maxHeight={320}
          card={(row) => (
            <>
              <div className="card-line">
                <strong>{format.day(Date.parse(row.from))}</strong>
                {verdict(row)}
              </div>
              <div className="card-line">
                <span>
                  {t('list.pair', { name: t('side.BASELINE'), value: format.percent(row.baseline) })}
                </span>
                <span>
                  {t('list.pair', { name: t('side.SCENARIO'), value: format.percent(row.scenario) })}
                </span>
              </div>
            </>
          )}
        />
      )}
    </>
  );
}

/** Results of before names were told say whose it is and its number. */
const calledOf = ({ name, whose, target }: Curve) => name ?? `${whose ?? ''} ${target}`;
