import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { movedStartsQuery } from '../../../shared/api/jobQueries';
import type { MovedStart } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { useClocks } from '../../../shared/time/planClock';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';

/** Every predicted start that was moved, and why. */
export function MovedStarts({ jobId }: { jobId: number }) {
  const t = useTranslate();
  const moved = useQuery(movedStartsQuery(useApi(), jobId));
  return (
    <Section title={t('moved.title')}>
      <Loaded query={moved} empty={{ when: ({ items }) => items.length === 0, text: t('moved.empty') }}>
        {({ items }) => (
          // What scrolls has to be reachable by keyboard.
          <ul className="moved" tabIndex={0} aria-label={t('moved.title')}>
            {items.map((each, index) => (
              <Moved key={index} moved={each} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function Moved({ moved }: { moved: MovedStart }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const now = planNow ?? wallNow;
  const time = (instant: string | null) => (instant === null ? t('queue.noStart') : format.moment(Date.parse(instant), now));
  const within = withinTheMinute(moved);
  const elsewhere = moved.toPartition !== null && moved.toPartition !== moved.fromPartition;
  return (
    <li>
      <span className="number">
        {within === null ? (
          <>
            {time(moved.fromStart)} → <b>{time(moved.toStart)}</b>
          </>
        ) : within === 0 ? (
          time(moved.fromStart)
        ) : (
          t(within < 0 ? 'moved.earlier' : 'moved.later', {
            time: time(moved.fromStart),
            duration: format.duration(Math.abs(within)),
          })
        )}
      </span>
      {elsewhere ? (
        <span>
          {moved.fromPartition} → {moved.toPartition}
        </span>
      ) : null}
      <span className="muted">
        {t(`changeReason.${moved.reason as WordOf<'changeReason'>}`)} · {format.ago(wallNow - Date.parse(moved.at))} ·{' '}
        {t('moved.version', { version: format.count(moved.version) })}
      </span>
    </li>
  );
}

const MINUTE = 60_000;

/** By how many milliseconds the start was moved where both read as the same minute; null for more. */
function withinTheMinute({ fromStart, toStart }: MovedStart): number | null {
  if (toStart === null) {
    return null;
  }
  const [from, to] = [Date.parse(fromStart), Date.parse(toStart)];
  return Math.floor(from / MINUTE) === Math.floor(to / MINUTE) ? to - from : null;
}
