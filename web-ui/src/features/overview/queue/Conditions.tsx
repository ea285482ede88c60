import type { Condition } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import './Conditions.css';

/** The ones only somebody's action ends; the others end by waiting. */
const NEEDS_ACTION: ReadonlySet<Condition['type']> = new Set([
  'Misconfigured',
  'NoMatchingAccelerator',
  'ExceedsMaxQuota',
]);

/** Why a job waits: all reasons that apply, in words, with the server's detail. */
export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  const t = useTranslate();
  if (conditions.length === 0) {
    return <span className="muted">–</span>;
  }
  return (
    <ul className="conditions">
      {conditions.map(({ type, message, partition }) => (
        <li key={`${type}/${partition ?? ''}`} title={message}>
          <span className={NEEDS_ACTION.has(type) ? 'condition-act' : undefined}>
            {t(`condition.${type}`)}
          </span>
          {/* The server writes its detail in English. */}
          <span className="condition-detail" lang="en">
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
