import type { TableColumnsType } from 'antd';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { DataList } from '../../shared/ui/DataList';
import { Heading } from '../../shared/ui/Heading';
import { useWide } from '../../shared/ui/useMedia';
import { type Dimension, type Figure, FIGURES, type Reported, type ReportRow } from './reportRows';
import { figureText } from './figureText';
import './Reports.css';

interface ReportTableProps {
  dimension: Dimension;
  rows: ReportRow[];
}

/** One dimension of a month, a row for each of its names. */
export function ReportTable({ dimension, rows }: ReportTableProps) {
  const t = useTranslate();
  const shown = FIGURES.filter((figure) => rows.some(({ figures }) => figures[figure] !== undefined));
  const columns: TableColumnsType<ReportRow> = [
    { title: t(`dimension.${dimension}`), key: 'name', render: (_, { name }) => <Name dimension={dimension} name={name} /> },
    ...shown.map((figure) => ({
      title: <Heading text={t(`reportFigure.${figure}`)} unit={t(unitOf(figure))} />,
      key: figure,
      width: 150,
      align: 'right' as const,
      render: (_: unknown, { figures }: ReportRow) => <Value reported={figures[figure]} />,
    })),
  ];
  const wide = useWide();
  return (
    <>
      {/* A table says it in its first heading, and there is one city. */}
      {wide || dimension === 'CITY' ? null : <h3 className="report-dimension">{t(`dimension.${dimension}`)}</h3>}
      <DataList
        label={t(`dimension.${dimension}`)}
        rows={rows}
        rowKey="name"
        columns={columns}
        card={({ name, figures }) => (
          <>
            <Name dimension={dimension} name={name} />
            {shown.map((figure) => (
              <div key={figure} className="card-line">
                <span className="muted">{t('report.figureIn', { figure: t(`reportFigure.${figure}`), unit: t(unitOf(figure)) })}</span>
                <Value reported={figures[figure]} />
              </div>
            ))}
          </>
        )}
      />
    </>
  );
}

const unitOf = (figure: Figure) => (figure === 'USED' ? 'report.unit.work' : 'report.unit.rate');

function Name({ dimension, name }: { dimension: Dimension; name: string }) {
  const t = useTranslate();
  const word =
    dimension === 'SECTOR' ? t(`sector.${name as 'OTHER'}`) : dimension === 'CITY' ? t('dimension.CITY') : name;
  return <b>{word}</b>;
}

function Value({ reported }: { reported: Reported | undefined }) {
  const t = useTranslate();
  const format = useFormat();
  if (reported === undefined) {
    return <span className="muted">–</span>;
  }
  const { frozen, corrected } = reported;
  return corrected === null ? (
    <span className="number">{figureText(frozen, format)}</span>
  ) : (
    <span className="number">
      <b>{figureText(corrected, format)}</b> <del aria-label={t('report.frozen', { value: figureText(frozen, format) })}>{figureText(frozen, format)}</del>
    </span>
  );
}
