import { useQuery } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import { Link } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { planQuery } from '../../../shared/api/queries';
import type { Plan } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import type { WordOf } from '../../../shared/i18n/messages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { overrunsOf } from '../../../shared/plan/planVerdict';
import { useClocks } from '../../../shared/time/planClock';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import './PlanPanel.css';

export function PlanPanel() {
  const t = useTranslate();
  const plan = useQuery(planQuery(useApi()));
  return (
    <Section title={t('plan.title')}>
      <Loaded query={plan}>
        {(active) =>
          active === null ? <p className="empty">{t('plan.empty')}</p> : <PlanFacts plan={active} />
        }
      </Loaded>
    </Section>
  );
}

function PlanFacts({ plan }: { plan: Plan }) {
  const t = useTranslate();
  const format = useFormat();
  const { hard, medium, soft } = plan.score;
  const rules = plan.broken.filter(({ overrun }) => !overrun);
  const overruns = overrunsOf(plan);
  return (
    <>
      <Facts>
        <Fact name={t('plan.version')}>{format.count(plan.version)}</Fact>
        <Fact name={t('plan.published')}>
          <PublishedAge at={Date.parse(plan.publishedAt)} />
        </Fact>
        <Fact name={t('plan.cause')}>{t(`planCause.${plan.cause as WordOf<'planCause'>}`)}</Fact>
        <Fact name={t('plan.changes')}>{format.count(plan.changes)}</Fact>
        <Fact name={t('plan.score')}>
          <Tooltip title={t('plan.score.hint')}>
            <span className="plan-score" tabIndex={0}>
              {[hard, medium, soft].map(format.count).join(' / ')}
            </span>
          </Tooltip>
        </Fact>
      </Facts>
      <p className="plan-verdict">
        {hard === 0 ? (
          <Tag tone="good">{t('plan.feasible')}</Tag>
        ) : (
          <>
            <Tag tone="bad">{t('plan.violations', { count: format.count(-hard) })}</Tag>{' '}
            {rules.length === 0 ? null : (
              <Link to={`/plan?version=${plan.version}`}>
                {rules.map(({ rule, times }) => `${t(`rule.${rule}`)} (${format.count(times)})`).join(t('list.comma'))}
              </Link>
            )}
          </>
        )}{' '}
        {overruns === 0 ? null : (
          <Link to={`/plan?version=${plan.version}`}>
            <Tag tone="warn">{t('plan.overruns', { count: format.count(overruns) })}</Tag>
          </Link>
        )}
      </p>
    </>
  );
}

function PublishedAge({ at }: { at: number }) {
  const format = useFormat();
  const { wallNow } = useClocks();
  return <span title={format.fullTime(at)}>{format.ago(wallNow - at)}</span>;
}
