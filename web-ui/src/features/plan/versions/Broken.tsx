import type { Plan } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { useSaid } from '../../../shared/ui/useSaid';

/** The hard rules a version breaks: which, how often, and the values of one of them; apart, what only runs over their time break. */
export function Broken({ plan: { broken, score } }: { plan: Plan }) {
  const t = useTranslate();
  const format = useFormat();
  const rules = broken.filter(({ overrun }) => !overrun);
  const overruns = broken.filter(({ overrun }) => overrun);
  return (
    <>
      {score.hard === 0 ? null : (
        <Section title={t('broken.title')} note={t('broken.note')}>
          {rules.length === 0 ? (
            <p className="empty">{t('broken.unknown', { count: format.count(-score.hard) })}</p>
          ) : (
            <Rules label={t('broken.title')} rules={rules} tone="bad" />
          )}
        </Section>
      )}
      {overruns.length === 0 ? null : (
        <Section title={t('overruns.title')} note={t('overruns.note')}>
          <Rules label={t('overruns.title')} rules={overruns} tone="warn" />
        </Section>
      )}
    </>
  );
}

function Rules({ label, rules, tone }: { label: string; rules: Plan['broken']; tone: 'bad' | 'warn' }) {
  const t = useTranslate();
  const format = useFormat();
  const { words } = useSaid();
  return (
    <ul className="cards" aria-label={label}>
      {rules.map(({ rule, times, example }) => (
        <li key={rule}>
          <div className="card-line">
            <Tag tone={tone}>{t(`rule.${rule}`)}</Tag>
            <span className="number">{t('broken.times', { count: format.count(times) })}</span>
          </div>
          {example === null ? null : <span className="muted">{words(example)}</span>}
        </li>
      ))}
    </ul>
  );
}
