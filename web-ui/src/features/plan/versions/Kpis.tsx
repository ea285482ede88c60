import type { Plan } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { overrunsOf } from '../../../shared/plan/planVerdict';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Section } from '../../../shared/ui/Section';

/** What the server writes about a plan in figures; the description of the API calls it any JSON. */
interface Figures {
  placedJobs?: number;
  unplacedJobs?: number;
  runs?: number;
  allocatedPflops?: number;
  meanPredictedWaitSeconds?: number | null;
}

/** A version in figures, as it was when it was published. */
export function Kpis({ plan }: { plan: Plan }) {
  const t = useTranslate();
  const format = useFormat();
  const figures = plan.kpis as Figures;
  const { hard, medium, soft } = plan.score;
  const count = (value: number | undefined) => (value === undefined ? '–' : format.count(value));
  const wait = figures.meanPredictedWaitSeconds ?? null;
  return (
    <Section title={t('kpis.title', { version: format.count(plan.version) })}>
      <Facts wide>
        <Fact name={t('kpis.placed')}>{count(figures.placedJobs)}</Fact>
        <Fact name={t('kpis.unplaced')}>{count(figures.unplacedJobs)}</Fact>
        <Fact name={t('clusters.runs')}>{count(figures.runs)}</Fact>
        <Fact name={t('kpis.allocated')}>
          {figures.allocatedPflops === undefined ? '–' : format.flops(figures.allocatedPflops)}
        </Fact>
        <Fact name={t('kpis.wait')}>{wait === null ? '–' : format.duration(wait * 1_000)}</Fact>
        <Fact name={t('kpis.hard')}>{format.count(hard)}</Fact>
        <Fact name={t('overruns.title')}>{format.count(overrunsOf(plan))}</Fact>
        <Fact name={t('kpis.medium')}>{format.count(medium)}</Fact>
        <Fact name={t('kpis.soft')}>{format.count(soft)}</Fact>
        <Fact name={t('kpis.planTime')}>{format.fullTime(Date.parse(plan.planTime))}</Fact>
      </Facts>
    </Section>
  );
}
