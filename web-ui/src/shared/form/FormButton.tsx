import type { UseMutationResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Draft, FormField } from './fields';
import { FormDialog } from './FormDialog';

interface FormButtonProps<D extends Draft> {
  name: string;
  /** Of what, for those who do not see where the button stands. */
  of?: string;
  title: string;
  note?: string;
  fields: readonly FormField<D>[];
  /** What the form begins with, when it is opened. */
  initial: () => D;
  send: string;
  save: UseMutationResult<unknown, Error, D>;
}

/** A button that opens a form. */
export function FormButton<D extends Draft>({ name, of, initial, ...form }: FormButtonProps<D>) {
  const [opened, setOpened] = useState<D | null>(null);
  return (
    <>
      <Button
        size="small"
        {...(of === undefined ? {} : { 'aria-label': `${name}: ${of}` })}
        onClick={() => {
          setOpened(initial());
        }}
      >
        {name}
      </Button>
      {opened === null ? null : (
        <FormDialog
          {...form}
          initial={opened}
          close={() => {
            setOpened(null);
          }}
        />
      )}
    </>
  );
}
