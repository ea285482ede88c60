import type { TableColumnsType } from 'antd';
import type { TermCost } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { Section } from '../../../shared/ui/Section';

/**
 * The score of a version by constraint. Of one that a search made also what the search changed: both columns of one and the
 * same book, the one it began with; the score is of the book as it was when the version was adopted.
 */
export function Costs({ costs }: { costs: readonly TermCost[] }) {
  const t = useTranslate();
  const format = useFormat();
  if (costs.length === 0) {
    return null;
  }
  const searched = costs.some(({ found }) => found !== null);
  const figure = (title: string, of: (cost: TermCost) => number | null) => ({
    title,
    key: title,
    align: 'right' as const,
    render: (_: unknown, cost: TermCost) => <span className="number">{count(of(cost))}</span>,
  });
  const count = (value: number | null) => (value === null ? '–' : format.count(value));
  const columns: TableColumnsType<TermCost> = [
    { title: t('costs.constraint'), key: 'constraint', rowScope: 'row', render: (_, cost) => <Constraint cost={cost} /> },
    ...(searched
      ? [
          figure(t('costs.before'), ({ before }) => before),
          figure(t('costs.found'), ({ found }) => found),
          {
            title: t('costs.change'),
            key: 'change',
            align: 'right' as const,
            render: (_: unknown, cost: TermCost) => <Change cost={cost} />,
          },
        ]
      : []),
    figure(t('costs.now'), ({ cost }) => cost),
  ];
  return (
    <Section title={t('costs.title')} note={t(searched ? 'costs.note' : 'costs.noSearch')}>
      <DataList
        label={t('costs.title')}
        rows={[...costs]}
        rowKey="constraint"
        columns={columns}
        card={(cost) => (
          <>
            <div className="card-line">
              <Constraint cost={cost} />
              <b className="number">{count(cost.cost)}</b>
            </div>
            {cost.found === null ? null : (
              <div className="card-line muted">
                <span className="number">{`${count(cost.before)} → ${count(cost.found)}`}</span>
                <Change cost={cost} />
              </div>
            )}
          </>
        )}
      />
    </Section>
  );
}

function Constraint({ cost: { constraint, level } }: { cost: TermCost }) {
  const t = useTranslate();
  return (
    <span>
      {t(`cost.${constraint}`)} <span className="muted">{t(`costLevel.${level}`)}</span>
    </span>
  );
}

function Change({ cost: { before, found } }: { cost: TermCost }) {
  const format = useFormat();
  if (before === null || found === null) {
    return <span className="muted">–</span>;
  }
  const change = found - before;
  return (
    <span className={change < 0 ? 'number costs-less' : change > 0 ? 'number costs-more' : 'number muted'}>
      {change > 0 ? '+' : ''}
      {format.count(change)}
    </span>
  );
}
