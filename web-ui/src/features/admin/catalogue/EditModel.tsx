import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import type { AcceleratorModel } from '../../../shared/api/types';
import { basedOn, useChange } from '../../../shared/api/useChange';
import type { Draft } from '../../../shared/form/fields';
import { FormButton } from '../../../shared/form/FormButton';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Action } from '../../../shared/ui/Action';
import { useAdminWords } from '../adminWords';
import { draftOf, modelFields, submissionOf } from './modelFields';

const STALE = ['catalogue', 'capacity', 'plan'] as const;
const BLANK: Draft = { key: null, stack: 'UNKNOWN', confidence: 'DATASHEET' };

/** States a model, known or new. */
export function EditModel({ model }: { model?: AcceleratorModel }) {
  const t = useTranslate();
  const words = useAdminWords();
  const api = useApi();
  const fields = modelFields(words, model !== undefined);
  const save = useChange(
    (draft: Draft) =>
      bodyOf(
        api.PUT('/api/v1/accelerator-models/{name}/override', {
          params: { path: { name: String(draft.key).trim() }, header: basedOn(model?.override?.version ?? 0) },
          body: submissionOf(fields, draft),
        }),
      ),
    ...STALE,
  );
  return (
    <FormButton
      name={model === undefined ? words('catalogue.add') : t('edit.change')}
      {...(model === undefined ? {} : { of: model.key })}
      title={model?.key ?? words('catalogue.add')}
      note={words('catalogue.replan')}
      fields={fields}
      initial={() => (model === undefined ? BLANK : draftOf(model))}
      send={t('edit.save')}
      save={save}
    />
  );
}

export function TakeBack({ name, version }: { name: string; version: number }) {
  const words = useAdminWords();
  const api = useApi();
  const takeBack = useChange(
    () =>
      api.DELETE('/api/v1/accelerator-models/{name}/override', { params: { path: { name }, header: basedOn(version) } }),
    ...STALE,
  );
  return (
    <Action
      name={words('catalogue.takeBack')}
      sure={words('catalogue.takeBack.sure', { name })}
      danger
      of={name}
      act={takeBack}
    />
  );
}
