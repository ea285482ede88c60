import type { Dataset, DatasetSubmission } from '../../shared/api/types';

export const CLASSES = ['OPEN', 'INTERNAL', 'CONFIDENTIAL'] as const;
export const SECTORS = ['FINANCE', 'MEDICAL', 'AUTOMOTIVE', 'MANUFACTURING', 'AGRICULTURE', 'EDUCATION', 'ENERGY', 'OTHER'] as const;

/** What the form holds of a dataset. */
export interface DatasetDraft extends Record<string, string | number | readonly string[] | null> {
  name: string;
  description: string | null;
  sector: string;
  steward: string;
  owner: string | null;
  licence: string;
  sizeGib: number | null;
  classification: string;
  grants: readonly string[];
  residency: readonly string[];
  /** One a line: cluster=place. */
  replicas: readonly string[];
}

/** A member's datasets are named behind its tenant. */
export const emptyDataset = (owner: string | null): DatasetDraft => ({
  name: owner === null ? '' : `${owner}.`,
  description: null,
  sector: 'OTHER',
  steward: '',
  owner,
  licence: '',
  sizeGib: null,
  classification: 'INTERNAL',
  grants: [],
  residency: [],
  replicas: [],
});

export const datasetDraftOf = (given: Dataset): DatasetDraft => ({
  name: given.name,
  description: given.description,
  sector: given.sector,
  steward: given.steward,
  owner: given.owner,
  licence: given.licence,
  sizeGib: given.sizeGib,
  classification: given.classification,
  grants: given.grants,
  residency: given.residency,
  replicas: Object.entries(given.replicas).map(([cluster, place]) => `${cluster}=${place}`),
});

/** As the server takes it. A replica without a place lies where its cluster's volume of that name is. */
export const datasetOf = ({ replicas, ...draft }: Partial<DatasetDraft>): DatasetSubmission =>
  ({
    ...draft,
    ...(replicas === undefined ? {} : { replicas: Object.fromEntries(replicas.map(placeOf)) }),
  }) as DatasetSubmission;

function placeOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
