import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { scenarioQuery } from '../../shared/api/scenarioQueries';
import type { Scenario } from '../../shared/api/types';
import { HOUR, millisOf } from '../../shared/format/isoDuration';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Loaded } from '../../shared/ui/Loaded';
import { type Change, type Draft, EMPTY } from './editor/draft';
import { Editor } from './editor/Editor';
import { useTemplates } from './editor/useTemplates';
import './Scenarios.css';

/** A new scenario, from nothing or a template, or one to be changed. */
export default function ScenarioEditorPage() {
  const t = useTranslate();
  const mayChange = useMay('changeScenarios');
  const { id } = useParams();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{id === undefined ? t('scenarios.new') : <Changed id={Number(id)} />}</h1>
        <Link className="page-crumb" to="/scenarios">
          {t('scenarios.title')}
        </Link>
      </div>
      {!mayChange ? <p role="alert">{t('query.forbidden')}</p> : id === undefined ? <New /> : <Edit id={Number(id)} />}
    </div>
  );
}

/** As it was when the editor was opened: nobody's typing is overtaken by another's. */
function useStored(id: number) {
  return useQuery({ ...scenarioQuery(useApi(), id), refetchInterval: false, staleTime: Infinity });
}

function Changed({ id }: { id: number }) {
  const t = useTranslate();
  const scenario = useStored(id);
  return scenario.data === undefined ? t('scenarios.edit') : t('scenarios.edit.of', { name: scenario.data.name });
}

function New() {
  const t = useTranslate();
  const templates = useTemplates();
  const [begun, setBegun] = useState<{ key: string; draft: Draft }>({ key: 'empty', draft: EMPTY });
  return (
    <>
      <div className="templates" role="group" aria-label={t('scenarios.templates')}>
        <span className="muted">{t('scenarios.templates')}</span>
        {templates.map(({ key, title, draft }) => (
          <Button
            key={key}
            size="small"
            onClick={() => {
              setBegun({ key, draft: { ...draft, planVersion: null } });
            }}
          >
            {title}
          </Button>
        ))}
      </div>
      {/* A template begins anew whatever was typed. */}
      <Editor key={begun.key} initial={begun.draft} changes={null} />
    </>
  );
}

function Edit({ id }: { id: number }) {
  const scenario = useStored(id);
  return (
    <Loaded query={scenario} lines={8}>
      {(stored) => <Editor key={stored.version} initial={draftOf(stored)} changes={stored} />}
    </Loaded>
  );
}

function draftOf({ name, description, mode, planVersion, horizon, changes }: Scenario): Draft {
  const millis = horizon === null ? null : millisOf(horizon);
  return {
    name,
    description,
    mode,
    planVersion,
    horizonDays: millis === null ? null : Math.round((millis / (24 * HOUR)) * 100) / 100,
    changes: changes as unknown as Change[],
  };
}
