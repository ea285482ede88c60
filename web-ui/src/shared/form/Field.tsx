import { type ReactNode, useId } from 'react';
import type { Offence } from '../api/types';
import { useSaid } from '../ui/useSaid';
import { offencesOf } from './offences';

interface FieldProps {
  label: string;
  hint?: string;
  /** What the server holds against this field and those below it. */
  path: string;
  offences: readonly Offence[];
  children: (id: string) => ReactNode;
}

/** A control with its name and, under it, what is wrong with what it says. */
export function Field({ label, hint, path, offences, children }: FieldProps) {
  const id = useId();
  const { words, offence } = useSaid();
  const mine = offencesOf(path, offences);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint === undefined ? null : <span className="field-hint">{hint}</span>}
      {mine.map((each) => (
        <span key={`${each.field}${each.message}`} className="field-wrong" role="alert">
          {each.field === path ? words(each.message) : offence(each)}
        </span>
      ))}
    </div>
  );
}
