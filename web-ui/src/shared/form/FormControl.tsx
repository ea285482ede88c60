import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslate } from '../i18n/LanguageContext';
import { type Draft, type FormField, instantOf, localOf, outOfRange, unreadIn, type Value } from './fields';

interface FormControlProps<D extends Draft> {
  field: FormField<D>;
  value: Value;
  draft: Draft;
  /** What the server holds against it. */
  wrong: readonly string[];
  onChange: (value: Value) => void;
}

/** One field with its name, a hint, and what is wrong with it. */
export function FormControl<D extends Draft>({ field, value, draft, wrong, onChange }: FormControlProps<D>) {
  const id = useId();
  const t = useTranslate();
  // Said, not mended: a mistyped sign must not become a 0 that nobody meant.
  const outside = outOfRange(field, value);
  const unread = field.kind === 'choices' && unreadIn(field, value).length > 0 ? field.reads?.unread : undefined;
  const told = [
    ...(outside === null ? [] : [t(`form.${outside.side}`, { bound: String(outside.bound) })]),
    ...(unread === undefined ? [] : [unread]),
    ...wrong,
  ];
  return (
    <div className="field">
      {field.kind === 'flag' ? null : <label htmlFor={id}>{field.label}</label>}
      <Control id={id} field={field} value={value} draft={draft} wrong={told} onChange={onChange} />
      {field.hint === undefined ? null : <span className="field-hint">{field.hint}</span>}
      {told.map((message) => (
        <span key={message} className="field-wrong" role="alert">
          {message}
        </span>
      ))}
    </div>
  );
}

function Control<D extends Draft>({ id, field, value, draft, wrong, onChange }: FormControlProps<D> & { id: string }) {
  const common = { id, disabled: field.fixed === true, ...(wrong.length === 0 ? {} : { status: 'error' as const }) };
  switch (field.kind) {
    case 'text':
      return (
        <Input
          {...common}
          value={value as string | null ?? ''}
          placeholder={field.placeholder}
          onChange={({ target }) => {
            onChange(target.value);
          }}
        />
      );
    case 'number':
      return (
        <InputNumber<number>
          {...common}
          value={value as number | null}
          placeholder={field.placeholder}
          {...(field.whole === true ? { precision: 0 } : {})}
          onChange={onChange}
        />
      );
    case 'flag':
      return (
        <Checkbox
          id={id}
          checked={value === true}
          onChange={({ target }) => {
            onChange(target.checked);
          }}
        >
          {field.label}
        </Checkbox>
      );
    case 'instant':
      return (
        <Input
          {...common}
          type="datetime-local"
          value={localOf(value as string | null)}
          onChange={({ target }) => {
            onChange(instantOf(target.value));
          }}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          showSearch
          allowClear={field.optional === true}
          value={value as string | null}
          placeholder={field.placeholder}
          options={[...(typeof field.choices === 'function' ? field.choices(draft) : field.choices)]}
          onChange={(chosen: string | undefined) => {
            onChange(chosen ?? null);
          }}
        />
      );
    case 'choices':
      return (
        <Select
          {...common}
          mode={field.choices === undefined ? 'tags' : 'multiple'}
          value={[...((value as readonly string[] | null) ?? [])]}
          placeholder={field.placeholder}
          {...(field.choices === undefined ? { tokenSeparators: [',', ' ', '，'] } : { options: [...field.choices] })}
          onChange={(chosen: string[]) => {
            onChange(chosen);
          }}
        />
      );
  }
}
