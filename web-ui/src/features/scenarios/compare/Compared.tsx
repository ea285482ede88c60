import { lazy, Suspense } from 'react';
import type { Scenario, ScenarioComparison } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Section } from '../../../shared/ui/Section';
import { FigureTable } from './FigureTable';
import { JobMoves } from './JobMoves';

const FunnelLines = lazy(() => import('./FunnelLines'));
const TargetLines = lazy(() => import('./TargetLines'));
const TargetWeeks = lazy(() => import('./TargetWeeks'));

/** The scenario beside its baseline. */
export function Compared({ comparison, mode }: { comparison: ScenarioComparison; mode: Scenario['mode'] }) {
  const t = useTranslate();
  const { figures, funnel, targets, jobs } = comparison;
  const city = figures.filter(({ subject }) => subject === null);
  const of = (name: string) => figures.filter((figure) => figure.name === name && figure.subject !== null);
  const stretch = mode === 'STRATEGIC' ? t('compare.byWeek') : t('compare.byDay');
  return (
    <div className="compare-grid">
      <Section className="full" title={t('compare.figures')} note={t('compare.note')}>
        <FigureTable label={t('compare.figures')} figures={city} />
      </Section>
      <Section className="full" title={t('compare.funnel')} note={stretch}>
        <div className="chart-box">
          <Suspense fallback={null}>
            <FunnelLines funnel={funnel} />
          </Suspense>
        </div>
      </Section>
      <Section className="full" title={t('compare.targets')} note={stretch}>
        {targets.length === 0 ? (
          <p className="empty">{t('compare.targets.none')}</p>
        ) : (
          <>
            <div className="chart-box">
              <Suspense fallback={null}>
                <TargetLines targets={targets} from={funnel.map((each) => each.from)} />
              </Suspense>
            </div>
            <FigureTable label={t('compare.targets')} figures={of('attainment')} />
            <Suspense fallback={null}>
              <TargetWeeks targets={targets} from={funnel.map((each) => each.from)} />
            </Suspense>
          </>
        )}
      </Section>
      <JobMoves jobs={jobs} mode={mode} />
      <Section title={t('compare.utilisation')} note={t('compare.utilisation.note')}>
        <FigureTable label={t('compare.utilisation')} figures={of('utilisation')} />
      </Section>
      <Section className="full" title={t('compare.tenants')} note={t('compare.tenants.note')}>
        <FigureTable label={t('compare.tenants')} figures={of('allocated')} />
      </Section>
    </div>
  );
}
