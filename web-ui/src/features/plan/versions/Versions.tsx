import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { plansQuery } from '../../../shared/api/planQueries';
import type { Plan } from '../../../shared/api/types';
import { usePages } from '../../../shared/api/usePages';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { overrunsOf } from '../../../shared/plan/planVerdict';
import { useMay } from '../../../shared/session/permissions';
import { useClocks } from '../../../shared/time/planClock';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { Broken } from './Broken';
import { Changes } from './Changes';
import { Costs } from './Costs';
import { Kpis } from './Kpis';

interface VersionsProps {
  /** The version the address names, null for the newest. */
  chosen: string | null;
  choose: (version: number) => void;
}

/** Plan versions, newest first, and what one of them decided. */
export function Versions({ chosen, choose }: VersionsProps) {
  const t = useTranslate();
  const pages = usePages(12);
  const plans = useQuery(plansQuery(useApi(), { cursor: pages.cursor, limit: pages.limit }));
  const seesChanges = useMay('seePlanChanges');
  const newest = plans.data?.items[0] ?? null;
  const version = chosen === null ? (newest?.version ?? null) : Number(chosen);
  const plan = plans.data?.items.find((each) => each.version === version) ?? null;
  return (
    <div className="plan-versions">
      <Section title={t('versions.title')} extra={<Pager pages={pages} page={plans.data} />}>
        <Loaded query={plans} empty={{ when: ({ items }) => items.length === 0, text: t('plan.empty') }}>
          {({ items }) => (
            <ul className="versions">
              {items.map((each) => (
                <VersionRow
                  key={each.version}
                  plan={each}
                  chosen={each.version === version}
                  choose={() => {
                    choose(each.version);
                  }}
                />
              ))}
            </ul>
          )}
        </Loaded>
      </Section>
      {version === null || !Number.isInteger(version) ? null : (
        <div className="plan-version">
          {plan === null ? null : <Kpis plan={plan} />}
          {plan === null ? null : <Broken plan={plan} />}
          {plan === null ? null : <Costs costs={plan.costs} />}
          {seesChanges ? <Changes key={version} version={version} /> : null}
        </div>
      )}
    </div>
  );
}

interface VersionRowProps {
  plan: Plan;
  chosen: boolean;
  choose: () => void;
}

function VersionRow({ plan, chosen, choose }: VersionRowProps) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const { hard, medium, soft } = plan.score;
  const overruns = overrunsOf(plan);
  return (
    <li>
      <button type="button" className={chosen ? 'version version-chosen' : 'version'} aria-pressed={chosen} onClick={choose}>
        <span className="card-line">
          <b>{format.count(plan.version)}</b>
          <span>{t(`planCause.${plan.cause as WordOf<'planCause'>}`)}</span>
          <span className="muted">{format.ago(wallNow - Date.parse(plan.publishedAt))}</span>
        </span>
        <span className="card-line number">
          <span className="muted" title={t('plan.score.hint')}>
            {[hard, medium, soft].map(format.count).join(' / ')}
          </span>
          <span>
            {hard === 0 ? null : <Tag tone="bad">{t('plan.violations', { count: format.count(-hard) })}</Tag>}{' '}
            {overruns === 0 ? null : <Tag tone="warn">{t('plan.overruns', { count: format.count(overruns) })}</Tag>}{' '}
            {t('versions.changes', { count: format.count(plan.changes) })}
          </span>
        </span>
      </button>
    </li>
  );
}
