import type { Condition } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useLanguage } from '../i18n/LanguageContext';
import type { WordOf } from '../i18n/messages';
import { useClocks } from '../time/planClock';
import { TwoLines } from '../ui/TwoLines';
import './Conditions.css';

/** The ones only somebody's action ends; the others end by waiting. */
const NEEDS_ACTION: ReadonlySet<string> = new Set([
  'Misconfigured',
  'NoMatchingAccelerator',
  'ExceedsMaxQuota',
]);

/** Why a job waits: all reasons that apply in words; under them, for those who read it, what the server says in English. */
export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  const { language, t } = useLanguage();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  if (conditions.length === 0) {
    return <span className="muted">–</span>;
  }
  const words = new Set(
    conditions.map(({ type }) => t(`condition.${type as WordOf<'condition'>}`)),
  );
  const messages = conditions.map(({ message }) => format.withLocalMoments(message, planNow ?? wallNow));
  const act = conditions.some(({ type }) => NEEDS_ACTION.has(type));
  return (
    <TwoLines
      first={<span className={act ? 'condition-act' : undefined}>{[...words].join(' · ')}</span>}
      second={language === 'en' ? messages.join('; ') : undefined}
      hint={messages.join('\n')}
    />
  );
}
