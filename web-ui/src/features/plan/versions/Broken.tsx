import type { Plan } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { useSaid } from '../../../shared/ui/useSaid';

/** The hard rules a version breaks: which, how often, and the values of one of them. */
export function Broken({ plan: { broken, score } }: { plan: Plan }) {
  const t = useTranslate();
  const format = useFormat();
  const { words } = useSaid();
  if (score.hard === 0) {
    return null;
  }
  return (
    <Section title={t('broken.title')} note={t('broken.note')}>
      {broken.length === 0 ? (
        <p className="empty">{t('broken.unknown', { count: format.count(-score.hard) })}</p>
      ) : (
        <ul className="cards" aria-label={t('broken.title')}>
          {broken.map(({ rule, times, example }) => (
            <li key={rule}>
              <div className="card-line">
                <Tag tone="bad">{t(`rule.${rule}`)}</Tag>
                <span className="number">{t('broken.times', { count: format.count(times) })}</span>
              </div>
              {example === null ? null : <span className="muted">{words(example)}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
