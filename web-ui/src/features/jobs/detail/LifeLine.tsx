import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { transitionsQuery } from '../../../shared/api/jobQueries';
import type { JobState, Transition } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { JobTag } from '../../../shared/job/JobTags';
import { useClocks } from '../../../shared/time/planClock';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { knownReason } from './knownReason';
import './LifeLine.css';

/** Parts of the planner that act by themselves; everybody else is called by the name of a token. */
const PLANNERS = ['planning', 'dispatch'] as const;

/** Every step of a job's life, oldest first, in plan time. */
export function LifeLine({ jobId }: { jobId: number }) {
  const t = useTranslate();
  const transitions = useQuery(transitionsQuery(useApi(), jobId));
  return (
    <Section title={t('life.title')}>
      <Loaded query={transitions}>
        {({ items }) => (
          <ol className="life">
            {items.map((step, index) => (
              <Step key={index} step={step} before={items[index - 1] ?? null} />
            ))}
          </ol>
        )}
      </Loaded>
    </Section>
  );
}

function Step({ step, before }: { step: Transition; before: Transition | null }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const at = Date.parse(step.at);
  const known = knownReason(step.reason);
  const actor = PLANNERS.find((each) => each === step.actor);
  return (
    <li>
      <span className="life-time" title={format.fullTime(at)}>
        {format.moment(at, planNow ?? wallNow)}
      </span>
      <span className="life-what">
        <JobTag state={step.to as JobState} />{' '}
        {before === null ? null : (
          <span className="muted">{t('life.after', { duration: format.duration(at - Date.parse(before.at)) })}</span>
        )}
      </span>
      <span className="life-why">
        {known === null ? <span lang="en">{step.reason}</span> : t(`lifeReason.${known}`)}{' '}
        <span className="muted">· {actor === undefined ? step.actor : t(`lifeActor.${actor}`)}</span>
      </span>
    </li>
  );
}
