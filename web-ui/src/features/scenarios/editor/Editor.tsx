import { Alert, Button, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import type { Offence, Scenario } from '../../../shared/api/types';
import { offencesIn } from '../../../shared/api/trouble';
import { useFormat } from '../../../shared/format/useFormat';
import { Field } from '../../../shared/form/Field';
import { offencesOf } from '../../../shared/form/offences';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import { Section } from '../../../shared/ui/Section';
import { useSaid } from '../../../shared/ui/useSaid';
import { ChangeCard } from './ChangeCard';
import type { Draft } from './draft';
import { fresh } from './kinds';
import { useChoices } from './useChoices';
import { useSave } from './useSave';
import { useValidation } from './useValidation';

interface EditorProps {
  initial: Draft;
  /** The scenario it changes; null for a new one. */
  changes: Scenario | null;
}

const HOUR = 3_600_000;
const SHOWN = ['name', 'description', 'mode', 'planVersion', 'horizon'];

/** A scenario as it is written, with what the server holds against it at the fields. */
export function Editor({ initial, changes }: EditorProps) {
  const t = useTranslate();
  const [draft, setDraft] = useState(initial);
  const { check, offences } = useValidation(draft);
  const save = useSave(changes);
  const { said } = useSaid();
  const shown = save.isError ? [...offencesIn(save.error), ...offences] : offences;
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
  };
  return (
    <form
      className="scenario-editor"
      aria-label={t('scenarios.editor')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <Section title={t('scenarios.what')}>
        <Basics draft={draft} offences={shown} change={change} />
      </Section>
      <Section title={t('scenarios.changes')}>
        <Overlay draft={draft} offences={shown} change={change} />
      </Section>
      <div className="scenario-save">
        <CheckLine check={check.data} wrong={offences.length} />
        {save.isError ? <Alert type="error" role="alert" title={said(save.error)} /> : null}
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={offences.length > 0 || draft.changes.length === 0}>
          {t('scenarios.save')}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  draft: Draft;
  offences: readonly Offence[];
  change: (part: Partial<Draft>) => void;
}

function Basics({ draft, offences, change }: PartProps) {
  const t = useTranslate();
  return (
    <div className="change-fields">
      <Field label={t('scenarios.name')} path="name" offences={offences}>
        {(id) => (
          <Input
            id={id}
            value={draft.name}
            onChange={({ target }) => {
              change({ name: target.value });
            }}
          />
        )}
      </Field>
      <Field label={t('scenarios.mode')} path="mode" offences={offences} hint={t(`scenarioMode.${draft.mode}.hint`)}>
        {(id) => (
          <Segmented<Draft['mode']>
            id={id}
            aria-label={t('scenarios.mode')}
            value={draft.mode}
            options={[
              { value: 'OPERATIONAL', label: t('scenarioMode.OPERATIONAL') },
              { value: 'STRATEGIC', label: t('scenarioMode.STRATEGIC') },
            ]}
            onChange={(mode) => {
              change({ mode, horizonDays: null });
            }}
          />
        )}
      </Field>
      <Field label={t('scenarios.horizonDays')} path="horizon" offences={offences} hint={t(`scenarioMode.${draft.mode}.horizon`)}>
        {(id) => (
          <InputNumber<number>
            id={id}
            min={draft.mode === 'STRATEGIC' ? 7 : 0.1}
            value={draft.horizonDays}
            onChange={(horizonDays) => {
              change({ horizonDays });
            }}
          />
        )}
      </Field>
      <Field label={t('scenarios.planVersion')} path="planVersion" offences={offences} hint={t('scenarios.planVersion.hint')}>
        {(id) => (
          <InputNumber<number>
            id={id}
            min={1}
            precision={0}
            value={draft.planVersion}
            onChange={(planVersion) => {
              change({ planVersion });
            }}
          />
        )}
      </Field>
      <div className="field-full">
        <Field label={t('scenarios.description')} path="description" offences={offences}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize
              value={draft.description}
              onChange={({ target }) => {
                change({ description: target.value });
              }}
            />
          )}
        </Field>
      </div>
    </div>
  );
}

function Overlay({ draft, offences, change }: PartProps) {
  const t = useTranslate();
  const choices = useChoices();
  const { offence: said } = useSaid();
  const { planNow, wallNow } = useClocks();
  const from = new Date(Math.ceil((planNow ?? wallNow) / HOUR) * HOUR).toISOString().replace('.000Z', 'Z');
  const others = offences.filter(
    (offence) =>
      (offence.field === 'changes' || !offence.field.startsWith('changes')) &&
      SHOWN.every((path) => offencesOf(path, [offence]).length === 0),
  );
  return (
    <div className="changes">
      {draft.changes.length === 0 ? <p className="empty">{t('scenarios.changes.none')}</p> : null}
      {draft.changes.map((one, index) => (
        <ChangeCard
          // Changes have no identity of their own but their place.
          key={index}
          change={one}
          index={index}
          offences={offences}
          choices={choices}
          from={from}
          set={(changed) => {
            change({ changes: draft.changes.map((before, at) => (at === index ? changed : before)) });
          }}
          remove={() => {
            change({ changes: draft.changes.filter((_, at) => at !== index) });
          }}
        />
      ))}
      {draft.changes.length === 0
        ? null
        : others.map((offence) => (
            <p key={offence.field + offence.message} className="field-wrong" role="alert">
              {said(offence)}
            </p>
          ))}
      <Button
        onClick={() => {
          change({ changes: [...draft.changes, fresh(draft.mode === 'STRATEGIC' ? 'DELIVERY_LATE' : 'CLUSTER_LOST', from)] });
        }}
      >
        {t('overlay.add')}
      </Button>
    </div>
  );
}

/** What it would be laid on, or how much is wrong. */
function CheckLine({ check, wrong }: { check: { from: string; until: string } | undefined; wrong: number }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <span className="muted" role="status">
      {wrong > 0
        ? t('scenarios.check.wrong', { count: wrong })
        : check === undefined
          ? ''
          : t('scenarios.check.fine', {
              from: format.day(Date.parse(check.from)),
              until: format.day(Date.parse(check.until)),
            })}
    </span>
  );
}
