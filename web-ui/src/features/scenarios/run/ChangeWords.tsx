import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import { type Change, valueAt } from '../editor/draft';
import { FIELDS, typeOf } from '../editor/kinds';
import { type ChoiceOf, useChoices } from '../editor/useChoices';

/** An overlay in words: each change with what it states. */
export function ChangeWords({ changes }: { changes: readonly Change[] }) {
  const t = useTranslate();
  const format = useFormat();
  const choices = useChoices();
  const { wallNow, planNow } = useClocks();
  const named = (of: ChoiceOf, value: unknown) =>
    choices(of).find((choice) => choice.value === value)?.label ?? String(value);
  const said = (change: Change) =>
    FIELDS[typeOf(change)].flatMap(({ path, label, control }) => {
      const value = valueAt(change, path);
      if (typeof value !== 'string' && typeof value !== 'number') {
        return [];
      }
      const word =
        control.by === 'time'
          ? format.moment(Date.parse(`${value}`), planNow ?? wallNow)
          : control.by === 'choice'
            ? named(control.of, value)
            : String(value).replace(/^P(\d+)D$/, (_, count: string) => t('overlay.days', { days: count }));
      return [t('list.pair', { name: t(label), value: word })];
    });
  return (
    <ol className="change-words">
      {changes.map((change, index) => (
        <li key={index}>
          <strong>{t(`changeType.${typeOf(change)}`)}</strong> <span className="muted">{said(change).join(' · ')}</span>
        </li>
      ))}
    </ol>
  );
}
