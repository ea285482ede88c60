import { Button, Select } from 'antd';
import type { Offence } from '../../../shared/api/types';
import { Field } from '../../../shared/form/Field';
import { offencesOf } from '../../../shared/form/offences';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useSaid } from '../../../shared/ui/useSaid';
import { ControlField } from './ControlField';
import { type Change, valueAt, withValue } from './draft';
import { CHANGE_TYPES, type ChangeType, FIELDS, fresh, typeOf } from './kinds';
import type { Choice, ChoiceOf } from './useChoices';

interface ChangeCardProps {
  change: Change;
  /** Its place in the overlay: what is wrong is told by it. */
  index: number;
  offences: readonly Offence[];
  choices: (of: ChoiceOf) => Choice[];
  /** Plan time a new change begins at. */
  from: string;
  set: (change: Change) => void;
  remove: () => void;
}

/** One change: its kind, and the fields of its kind. */
export function ChangeCard({ change, index, offences, choices, from, set, remove }: ChangeCardProps) {
  const t = useTranslate();
  const { offence: said } = useSaid();
  const type = typeOf(change);
  const fields = FIELDS[type];
  const own = `changes[${index}]`;
  const others = offencesOf(own, offences).filter((offence) =>
    fields.every(({ path }) => offencesOf(`${own}.${path}`, [offence]).length === 0),
  );
  return (
    <fieldset className="change">
      <legend>{t('overlay.number', { number: index + 1 })}</legend>
      <div className="change-head">
        <Select<ChangeType>
          aria-label={t('overlay.kind')}
          value={type}
          options={CHANGE_TYPES.map((kind) => ({ value: kind, label: t(`changeType.${kind}`) }))}
          onChange={(chosen) => {
            set(fresh(chosen, from));
          }}
        />
        <Button size="small" aria-label={`${t('overlay.remove')}: ${index + 1}`} onClick={remove}>
          {t('overlay.remove')}
        </Button>
      </div>
      <div className="change-fields">
        {fields.map(({ path, label, control, optional = false }) => (
          <Field
            key={path}
            label={optional ? t('overlay.optional', { field: t(label) }) : t(label)}
            path={`${own}.${path}`}
            offences={offences}
          >
            {(id) => (
              <ControlField
                id={id}
                control={control}
                optional={optional}
                value={valueAt(change, path)}
                choices={choices}
                change={(value) => {
                  set(withValue(change, path, value));
                }}
              />
            )}
          </Field>
        ))}
      </div>
      {others.map((offence) => (
        <p key={offence.field + offence.message} className="field-wrong" role="alert">
          {said(offence)}
        </p>
      ))}
    </fieldset>
  );
}
