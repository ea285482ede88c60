import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import type { JobPreview } from '../../../shared/api/types';
import { millisOf } from '../../../shared/format/isoDuration';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';

const PETA = 1e15;
const PFLOPS_DAY = PETA * 86_400;

interface SizingProps {
  sizing: NonNullable<JobPreview['spec']['sizing']>;
  mfu: number | null;
}

interface Row {
  model: string;
  millis: number;
}

/** How long the stated work takes on each model the job allows: on those the city has, and on request on all others. */
export function Sizing({ sizing, mfu }: SizingProps) {
  const t = useTranslate();
  const format = useFormat();
  const { data: capacity } = useQuery(capacityQuery(useApi()));
  const here = new Set(capacity?.models.map(({ model }) => model));
  const rows = Object.entries(sizing.durationByModel)
    .map(([model, duration]): Row => ({ model, millis: millisOf(duration) ?? 0 }))
    .sort((a, b) => a.millis - b.millis);
  const owned = rows.filter(({ model }) => here.has(model));
  const others = rows.filter(({ model }) => !here.has(model));
  return (
    <div className="sizing">
      <h3>
        {t('sizing.title')}{' '}
        <span className="muted">
          {t('sizing.work', { work: format.ratio(sizing.flops / PFLOPS_DAY) })}
          {mfu === null ? '' : ` · ${t('sizing.mfu', { percent: format.percent(mfu) })}`}
        </span>
      </h3>
      {owned.length === 0 ? null : <Durations rows={owned} />}
      {others.length === 0 ? null : (
        <details open={owned.length === 0}>
          <summary>{t('sizing.others', { count: format.count(others.length) })}</summary>
          <Durations rows={others} />
        </details>
      )}
    </div>
  );
}

function Durations({ rows }: { rows: readonly Row[] }) {
  const format = useFormat();
  const longest = Math.max(1, ...rows.map(({ millis }) => millis));
  return (
    <table>
      <tbody>
        {rows.map(({ model, millis }) => (
          <tr key={model}>
            <th scope="row">{model}</th>
            <td className="sizing-bar">
              <span style={{ width: `${(millis / longest) * 100}%` }} />
            </td>
            <td className="number">{format.duration(millis)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
