import type { Condition } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { useClocks } from '../../../shared/time/planClock';
import { TwoLines } from '../../../shared/ui/TwoLines';
import './Conditions.css';

/** The ones only somebody's action ends; the others end by waiting. */
const NEEDS_ACTION: ReadonlySet<string> = new Set([
  'Misconfigured',
  'NoMatchingAccelerator',
  'ExceedsMaxQuota',
]);

/** Why a job waits: all reasons that apply in words, under them what the server has to say. */
export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  const t = useTranslate();
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
      // The server writes its detail in English.
      second={<span lang="en">{messages.join('; ')}</span>}
      hint={messages.join('\n')}
    />
  );
}
