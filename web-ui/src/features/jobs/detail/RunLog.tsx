import { useQuery } from '@tanstack/react-query';
import { Button, Select, Switch } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { jobRunsQuery, runLogQuery } from '../../../shared/api/jobQueries';
import type { Run, RunLog as Log } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useMay } from '../../../shared/session/permissions';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { useSaid } from '../../../shared/ui/useSaid';
import './RunLog.css';

/** As many as the server gives at once. */
const LENGTHS = [200, 1_000, 2_000] as const;

/**
 * The end of a run's log, as its cluster's agent reads it. Reading costs the agent something, so it is shown when
 * somebody asks; which run is shown stays in the address.
 */
export function RunLog({ jobId }: { jobId: number }) {
  const sees = useMay('seeLogs');
  const { data } = useQuery({ ...jobRunsQuery(useApi(), jobId), enabled: sees });
  const runs = data?.items ?? [];
  return sees && runs.length > 0 ? <LogOf runs={runs} /> : null;
}

function LogOf({ runs }: { runs: readonly Run[] }) {
  const t = useTranslate();
  const [address, setAddress] = useSearchParams();
  const following = useId();
  const shown = runs.find(({ id }) => id === address.get('log'));
  const state = (values: Record<string, string | null>) => {
    setAddress(
      (before) => {
        for (const [name, value] of Object.entries(values)) {
          if (value === null) {
            before.delete(name);
          } else {
            before.set(name, value);
          }
        }
        return before;
      },
      { replace: true },
    );
  };
  const newest = runs[0];
  if (newest === undefined) {
    return null;
  }
  const lines = LENGTHS.find((each) => String(each) === address.get('lines')) ?? LENGTHS[0];
  const follow = shown?.ended === null && address.get('follow') !== '0';
  return (
    <Section
      className="full"
      title={t('log.title')}
      extra={
        shown === undefined ? undefined : (
          <div className="section-choices">
            <Select
              size="small"
              aria-label={t('log.run')}
              value={shown.id}
              options={runs.map(({ id, attempt }) => ({ value: id, label: t('ended.attempt', { attempt }) }))}
              onChange={(log) => {
                state({ log });
              }}
            />
            <Select
              size="small"
              aria-label={t('log.lines')}
              value={lines}
              options={LENGTHS.map((value) => ({ value, label: t('log.lastLines', { lines: value }) }))}
              onChange={(value) => {
                state({ lines: String(value) });
              }}
            />
            {shown.ended === null ? (
              <span className="log-follow">
                <Switch
                  id={following}
                  size="small"
                  checked={follow}
                  onChange={(on) => {
                    state({ follow: on ? null : '0' });
                  }}
                />
                <label htmlFor={following}>{t('log.follow')}</label>
              </span>
            ) : null}
            <Button
              size="small"
              onClick={() => {
                state({ log: null });
              }}
            >
              {t('log.hide')}
            </Button>
          </div>
        )
      }
    >
      {shown === undefined ? (
        <div className="log-closed">
          <Button
            onClick={() => {
              state({ log: newest.id });
            }}
          >
            {t('log.show')}
          </Button>
          <span className="muted">{t('log.note')}</span>
          <OperatorsLog run={newest} />
        </div>
      ) : (
        <>
          <OperatorsLog run={shown} />
          <Tail key={`${shown.id}/${lines}`} run={shown} lines={lines} follow={follow} />
        </>
      )}
    </Section>
  );
}

/** The whole of it, where the operator shows it. */
function OperatorsLog({ run }: { run: Run }) {
  const t = useTranslate();
  return run.logLink === null ? null : (
    <a className="log-operators" href={run.logLink} target="_blank" rel="noreferrer">
      {t('log.operators', { cluster: run.cluster })}
    </a>
  );
}

function Tail({ run, lines, follow }: { run: Run; lines: number; follow: boolean }) {
  const t = useTranslate();
  const log = useQuery(runLogQuery(useApi(), run.id, lines, follow));
  return (
    <Loaded query={log} lines={8} empty={{ when: (told) => told.lines.length === 0 && told.problem === null, text: t('log.empty') }}>
      {(told) => <Told log={told} follow={follow} />}
    </Loaded>
  );
}

function Told({ log, follow }: { log: Log; follow: boolean }) {
  const t = useTranslate();
  const format = useFormat();
  const { words } = useSaid();
  const end = useRef<HTMLPreElement>(null);
  // The end is what was asked for; who looks at older lines is left there unless new ones are followed.
  const newest = follow ? log.readAt : null;
  useEffect(() => {
    if (end.current !== null) {
      end.current.scrollTop = end.current.scrollHeight;
    }
  }, [newest]);
  return (
    <>
      {log.problem === null ? null : (
        <p className="log-problem" role="alert">
          {t('log.problem', { problem: words(log.problem) })}
        </p>
      )}
      <p className="log-note">
        {t('log.readAt', { time: format.clockTime(Date.parse(log.readAt)) })}
        {log.truncated ? ` ${t('log.truncated')}` : ''}
      </p>
      {log.lines.length === 0 ? null : (
        // By keyboard too one can scroll.
        <pre ref={end} className="log" tabIndex={0} role="log" aria-label={t('log.title')} aria-live="off">
          {log.lines.join('\n')}
        </pre>
      )}
    </>
  );
}
