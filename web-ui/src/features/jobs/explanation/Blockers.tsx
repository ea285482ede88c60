import type { Explanation } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { Tag } from '../../../shared/ui/Tag';
import type { Tongue } from './words';

/** What keeps the job from starting now: each reason in a word, what it means, and the server's own figures. */
export function Blockers({ blockers, tongue }: { blockers: Explanation['blockers']; tongue: Tongue }) {
  const t = useTranslate();
  return (
    <ul className="blockers" aria-label={t('explain.blockers')}>
      {blockers.map(({ type, message, partition }, index) => (
        <li key={`${type}${index}`}>
          <Tag tone="warn">{t(`condition.${type as WordOf<'condition'>}`)}</Tag>{' '}
          {partition === null ? null : <b>{partition}</b>} {t(`conditionMeans.${type as WordOf<'conditionMeans'>}`)}
          <details>
            <summary>{t('explain.serverSays')}</summary>
            {/* The server writes its figures in English. */}
            <span lang="en">{tongue.format.withLocalMoments(message, tongue.now)}</span>
          </details>
        </li>
      ))}
    </ul>
  );
}
