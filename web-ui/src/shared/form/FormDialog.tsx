import type { UseMutationResult } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { ApiProblem } from '../api/trouble';
import { useTranslate } from '../i18n/LanguageContext';
import { Refusal } from '../ui/Refusal';
import { useSaid } from '../ui/useSaid';
import { asked, belongsTo, complete, type Draft, type FormField } from './fields';
import { FormControl } from './FormControl';
import './FormDialog.css';

interface FormDialogProps<D extends Draft> {
  title: string;
  /** What is said above the fields. */
  note?: string;
  fields: readonly FormField<D>[];
  initial: D;
  /** Word on the button that sends it. */
  send: string;
  save: UseMutationResult<unknown, Error, D>;
  close: () => void;
}

/** Asks for the fields of a thing, sends them, and says at each field what the server holds against it. */
export function FormDialog<D extends Draft>({ title, note, fields, initial, send, save, close }: FormDialogProps<D>) {
  const t = useTranslate();
  const { words, offence } = useSaid();
  const [draft, setDraft] = useState(initial);
  const visible = asked(fields, draft);
  const paths = visible.map(({ name, path }) => path ?? name);
  const offences = save.error instanceof ApiProblem ? save.error.errors : [];
  const shut = () => {
    save.reset();
    close();
  };
  return (
    <Modal
      open
      title={title}
      okText={send}
      cancelText={t('action.back')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !complete(fields, draft) }}
      onCancel={shut}
      onOk={() => {
        save.mutate(draft, { onSuccess: close });
      }}
    >
      <div className="form-dialog">
        {note === undefined ? null : <p className="field-hint">{note}</p>}
        {visible.map((field) => (
          <FormControl
            key={field.name}
            field={field}
            draft={draft}
            value={draft[field.name] ?? null}
            wrong={offences
              .filter(({ field: at }) => belongsTo(at, field.path ?? field.name))
              .map((each) => (each.field === (field.path ?? field.name) ? words(each.message) : offence(each)))}
            onChange={(value) => {
              setDraft({ ...draft, [field.name]: value });
            }}
          />
        ))}
        <Refusal error={save.error} shown={paths} />
      </div>
    </Modal>
  );
}
