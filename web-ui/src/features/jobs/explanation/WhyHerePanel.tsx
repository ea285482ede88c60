import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { explanationQuery } from '../../../shared/api/jobQueries';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import { Section } from '../../../shared/ui/Section';
import { useSaid } from '../../../shared/ui/useSaid';
import { Places } from './Places';
import { whyHere } from './whyHere';
import './Explanation.css';

/** Why the job stands where the plan has it, or runs where it runs; nothing of one that has no place. */
export function WhyHerePanel({ jobId }: { jobId: number }) {
  const t = useTranslate();
  const format = useFormat();
  const { words } = useSaid();
  const { planNow, wallNow } = useClocks();
  const { data } = useQuery(explanationQuery(useApi(), jobId));
  const places = data?.places ?? [];
  const tongue = { t, format, now: planNow ?? wallNow };
  const why = whyHere(places, tongue, words);
  return why === null ? null : (
    <Section className="full" title={t('explain.places')} note={t('explain.places.note')}>
      <p className="explain-here">{why}</p>
      <Places places={places} tongue={tongue} />
    </Section>
  );
}
