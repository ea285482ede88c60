import type { AcceleratorModel, AcceleratorSubmission } from '../../../shared/api/types';
import { choicesOf, type Draft, type FormField, stated, without } from '../../../shared/form/fields';
import type { useAdminWords } from '../adminWords';

export const PRECISIONS = ['BF16', 'FP16', 'FP8', 'FP4', 'TF32', 'FP32', 'FP64', 'INT8', 'INT4'] as const;
const STACKS = ['CUDA', 'CANN', 'NEUWARE', 'DTK', 'MACA', 'MUSA', 'COREX', 'XPU', 'BIRENSUPA', 'ROCM', 'UNKNOWN'];
const CONFIDENCES = ['DATASHEET', 'ESTIMATE'] as const;

type Precision = (typeof PRECISIONS)[number];

export const unitOf = (precision: Precision) => (precision.startsWith('INT') ? 'TOPS' : 'TFLOPS');

/** Where the server names a peak, too. */
const fieldOf = (precision: Precision) => `densePeakTflops.${precision}`;

export function modelFields(words: ReturnType<typeof useAdminWords>, exists: boolean): readonly FormField<Draft>[] {
  return [
    { kind: 'text', name: 'key', label: words('catalogue.key'), hint: words('catalogue.key.hint'), required: true, fixed: exists },
    { kind: 'text', name: 'vendor', label: words('catalogue.vendor'), required: true },
    { kind: 'text', name: 'name', label: words('catalogue.name'), required: true },
    { kind: 'choice', name: 'stack', label: words('catalogue.stack'), choices: choicesOf(STACKS), required: true },
    { kind: 'number', name: 'memoryGib', label: words('catalogue.memoryGib'), least: 0 },
    { kind: 'number', name: 'watts', label: words('catalogue.powerLimit'), least: 0 },
    ...PRECISIONS.map((precision, at) => ({
      kind: 'number' as const,
      name: fieldOf(precision),
      label: words('catalogue.peakOf', { precision, unit: unitOf(precision) }),
      least: 0,
      ...(at === 0 ? { hint: words('catalogue.peak.hint') } : {}),
    })),
    { kind: 'choices', name: 'aliases', label: words('catalogue.aliases') },
    { kind: 'choices', name: 'kubernetesResources', label: words('catalogue.kubernetesResources'), placeholder: 'nvidia.com/gpu' },
    { kind: 'choices', name: 'labelValues', label: words('catalogue.labelValues'), hint: words('catalogue.labelValues.hint') },
    { kind: 'text', name: 'source', label: words('catalogue.document'), required: true },
    {
      kind: 'choice',
      name: 'confidence',
      label: words('catalogue.confidence'),
      choices: CONFIDENCES.map((value) => ({ value, label: words(`catalogue.${value}`) })),
      required: true,
    },
    { kind: 'text', name: 'note', label: words('catalogue.remark'), hint: words('catalogue.remark.hint') },
  ];
}

export const draftOf = (model: AcceleratorModel): Draft => ({
  ...without(model, 'densePeakTflops', 'accountingTflops', 'override'),
  ...Object.fromEntries(PRECISIONS.map((precision) => [fieldOf(precision), model.densePeakTflops[precision] ?? null])),
});

/** What the form says, as the server takes it. */
export function submissionOf(fields: readonly FormField<Draft>[], draft: Draft): AcceleratorSubmission {
  const given = stated(fields, draft);
  const peaks = PRECISIONS.flatMap((precision) => {
    const peak = given[fieldOf(precision)];
    return typeof peak === 'number' ? [[precision, peak] as const] : [];
  });
  return {
    ...without(given, 'key', ...PRECISIONS.map(fieldOf)),
    densePeakTflops: Object.fromEntries(peaks),
  } as unknown as AcceleratorSubmission;
}

/** Whether somebody who types this means the model. */
export function isCalled({ key, vendor, name, aliases, labelValues }: AcceleratorModel, typed: string): boolean {
  const sought = typed.trim().toLowerCase();
  return [key, vendor, name, ...aliases, ...labelValues].some((each) => each.toLowerCase().includes(sought));
}
