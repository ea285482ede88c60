import { Input, InputNumber, Select } from 'antd';
import { HOUR, isoDuration, millisOf } from '../../../shared/format/isoDuration';
import type { Control } from './kinds';
import { days } from './draft';
import { instantOf, localOf } from './localTime';
import type { Choice, ChoiceOf } from './useChoices';

interface ControlFieldProps {
  id: string;
  control: Control;
  value: unknown;
  choices: (of: ChoiceOf) => Choice[];
  optional: boolean;
  change: (value: unknown) => void;
}

/** What a field of a change is filled in by. */
export function ControlField({ id, control, value, choices, optional, change }: ControlFieldProps) {
  switch (control.by) {
    case 'text':
      return (
        <Input
          id={id}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => {
            change(target.value === '' ? undefined : target.value);
          }}
        />
      );
    case 'number':
      return (
        <InputNumber<number>
          id={id}
          min={control.min}
          step={control.step ?? 1}
          value={typeof value === 'number' ? value : null}
          onChange={(stated) => {
            change(stated ?? undefined);
          }}
        />
      );
    case 'time':
      return (
        <Input
          id={id}
          type="datetime-local"
          value={localOf(value)}
          onChange={({ target }) => {
            change(instantOf(target.value));
          }}
        />
      );
    case 'days':
    case 'hours': {
      const unit = control.by === 'days' ? 24 * HOUR : HOUR;
      const millis = typeof value === 'string' ? millisOf(value) : null;
      return (
        <InputNumber<number>
          id={id}
          min={control.by === 'days' ? 1 : 0.01}
          value={millis === null ? null : Math.round((millis / unit) * 100) / 100}
          onChange={(stated) => {
            change(stated === null ? undefined : control.by === 'days' ? days(stated) : isoDuration(stated * unit));
          }}
        />
      );
    }
    case 'choice':
      return (
        <Select
          id={id}
          showSearch
          allowClear={optional}
          value={(value as string | number | undefined) ?? null}
          options={choices(control.of)}
          onChange={(chosen: string | number | null | undefined) => {
            change(chosen ?? undefined);
          }}
        />
      );
  }
}
