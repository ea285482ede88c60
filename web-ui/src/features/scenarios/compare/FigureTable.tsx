import type { TableColumnsType } from 'antd';
import type { ScenarioFigure } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { Tag } from '../../../shared/ui/Tag';

interface Row extends ScenarioFigure {
  key: string;
}

/** Figures of both sides, and whether they differ by more than the seeds do. */
export function FigureTable({ label, figures }: { label: string; figures: readonly ScenarioFigure[] }) {
  const t = useTranslate();
  const said = useFigure();
  const rows = figures.map((figure) => ({ ...figure, key: `${figure.name} ${figure.subject ?? ''}` }));
  const name = ({ name: figure, subject }: Row) => subject ?? t(`figure.${figure as FigureName}`);
  const columns: TableColumnsType<Row> = [
    { title: t('compare.figure'), key: 'figure', render: (_, row) => name(row) },
    { title: t('side.BASELINE'), key: 'baseline', width: '19%', align: 'right', render: (_, row) => said(row, row.baseline) },
    { title: t('side.SCENARIO'), key: 'scenario', width: '19%', align: 'right', render: (_, row) => said(row, row.scenario) },
    { title: t('compare.verdict'), key: 'verdict', width: '27%', render: (_, row) => <Verdict figure={row} /> },
  ];
  return (
    <DataList
      label={label}
      rows={rows}
      rowKey="key"
      columns={columns}
      maxHeight={420}
      card={(row) => (
        <>
          <div className="card-line">
            <strong>{name(row)}</strong>
            <Verdict figure={row} />
          </div>
          <div className="card-line">
            <span>
              {t('list.pair', { name: t('side.BASELINE'), value: said(row, row.baseline) })}
            </span>
            <span>
              {t('list.pair', { name: t('side.SCENARIO'), value: said(row, row.scenario) })}
            </span>
          </div>
        </>
      )}
    />
  );
}

type FigureName = 'jobs' | 'unplaced' | 'waitP50' | 'waitP90' | 'deadlinesMissed' | 'allocated';

/** The difference in words; what is no more than the seeds' spread is none. */
function Verdict({ figure }: { figure: ScenarioFigure }) {
  const t = useTranslate();
  const format = useFormat();
  const said = useFigure();
  const difference = Math.abs(figure.difference ?? 0);
  // The difference of two shares is no share of either.
  const by = figure.unit === 'share' ? t('figure.points', { value: format.ratio(difference * 100) }) : said(figure, difference);
  switch (figure.verdict) {
    case 'NO_DIFFERENCE':
      return <span className="muted">{t('verdict.NO_DIFFERENCE')}</span>;
    case 'HIGHER':
      return <Tag tone="accent">{t('verdict.HIGHER', { by })}</Tag>;
    case 'LOWER':
      return <Tag tone="warn">{t('verdict.LOWER', { by })}</Tag>;
  }
}

/** A figure with its unit. */
function useFigure() {
  const t = useTranslate();
  const format = useFormat();
  return ({ unit }: ScenarioFigure, value: number | null) => {
    if (value === null) {
      return '–';
    }
    switch (unit) {
      case 'seconds':
        return format.duration(value * 1_000);
      case 'share':
        return format.percent(value);
      case 'PFLOPS-days':
        return t('figure.pflopsDays', { value: value >= 1_000 ? format.count(value) : format.ratio(value) });
      default:
        return format.count(value);
    }
  };
}
