import type { Run } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { useClocks } from '../time/planClock';
import { useSaid } from '../ui/useSaid';
import { Progress } from './Progress';
import { runReason } from './runReason';
import { RunTag } from './RunTag';

/** Runs of one job, each with where it stood, when, and how it ended. */
export function RunCards({ runs }: { runs: readonly Run[] }) {
  return (
    <ul className="cards">
      {runs.map((run) => (
        <RunCard key={run.id} run={run} />
      ))}
    </ul>
  );
}

function RunCard({ run }: { run: Run }) {
  const t = useTranslate();
  const format = useFormat();
  const { words } = useSaid();
  const { planNow, wallNow } = useClocks();
  const at = (instant: string) => format.moment(Date.parse(instant), planNow ?? wallNow);
  const facts = [
    runReason(run, t),
    run.exitCode === null ? null : t('ended.exitCode', { code: run.exitCode }),
    run.started === null || run.ended === null
      ? null
      : `${t('ended.duration')} ${format.duration(Date.parse(run.ended) - Date.parse(run.started))}`,
  ].filter((fact) => fact !== null);
  return (
    <li>
      <div className="card-line">
        <span>
          <b>{t('ended.attempt', { attempt: run.attempt })}</b> <RunTag state={run.state} />
        </span>
        <span>
          {run.cluster}/{run.partition} · {format.countedDevices(run.milliDevices)}
        </span>
      </div>
      <div className="card-line muted number">
        <span>
          {run.ended === null
            ? t('runs.since', { time: at(run.started ?? run.leased) })
            : `${at(run.started ?? run.leased)} → ${at(run.ended)}`}
        </span>
        <span>{facts.join(' · ')}</span>
      </div>
      {run.ended === null && run.started !== null ? <Progress run={run} /> : null}
      {run.message === null ? null : <span>{words(run.message)}</span>}
    </li>
  );
}
