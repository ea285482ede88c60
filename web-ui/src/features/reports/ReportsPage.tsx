import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { reportQuery, reportsQuery } from '../../shared/api/registerQueries';
import type { Report } from '../../shared/api/types';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { figureText } from './figureText';
import { Correct } from './Correct';
import { ExportCsv } from './ExportCsv';
import { linesOf } from './reportRows';
import { ReportTable } from './ReportTable';

/** The frozen figures of closed months; which month stays in the address. */
export default function ReportsPage() {
  const t = useTranslate();
  const sees = useMay('seeReports');
  const [address, setAddress] = useSearchParams();
  const months = useQuery({ ...reportsQuery(useApi()), enabled: sees });
  if (!sees) {
    return <p role="alert">{t('query.forbidden')}</p>;
  }
  const items = months.data?.items ?? [];
  const chosen = address.get('month') ?? items[0]?.month ?? null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('reports.title')}</h1>
        {chosen === null ? null : (
          <Select
            aria-label={t('reports.month')}
            className="filter"
            value={chosen}
            options={items.map(({ month }) => ({ value: month, label: month }))}
            onChange={(month: string) => {
              setAddress({ month });
            }}
          />
        )}
      </div>
      <Loaded query={months} lines={8} empty={{ when: ({ items: all }) => all.length === 0, text: t('reports.empty') }}>
        {() => (chosen === null ? null : <Month key={chosen} month={chosen} />)}
      </Loaded>
    </div>
  );
}

function Month({ month }: { month: string }) {
  const report = useQuery(reportQuery(useApi(), month));
  return (
    <Loaded query={report} lines={12}>
      {(found) => <OneReport report={found} />}
    </Loaded>
  );
}

function OneReport({ report }: { report: Report }) {
  const t = useTranslate();
  const format = useFormat();
  const corrects = useMay('correctReports');
  return (
    <>
      <Section
        title={t('reports.of', { month: report.month })}
        note={t('reports.note', { time: format.fullTime(Date.parse(report.frozenAt)) })}
        extra={
          <div className="section-choices">
            {corrects ? <Correct report={report} /> : null}
            <ExportCsv month={report.month} />
          </div>
        }
      >
        {report.lines.length === 0 ? (
          <p className="empty">{t('reports.none')}</p>
        ) : (
          linesOf(report).map(({ dimension, rows }) => <ReportTable key={dimension} dimension={dimension} rows={rows} />)
        )}
      </Section>
      <Section title={t('corrections.title')}>
        {report.corrections.length === 0 ? (
          <p className="empty">{t('corrections.empty')}</p>
        ) : (
          <ul className="cards">
            {report.corrections.map(({ at, actor, dimension, name, figure, value, reason }) => (
              <li key={`${at}${dimension}${name}${figure}`}>
                <div className="card-line">
                  <b>{`${t(`dimension.${dimension}`)}${dimension === 'CITY' ? '' : ` ${name}`} · ${t(`reportFigure.${figure}`)}`}</b>
                  <span className="number">{figureText(value, format)}</span>
                </div>
                <div>{reason}</div>
                <div className="card-line muted">
                  <span>{actor}</span>
                  <span className="number">{format.fullTime(Date.parse(at))}</span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
