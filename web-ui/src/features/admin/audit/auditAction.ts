import type { Language } from '../../../shared/i18n/messages';

type Words = Readonly<Record<string, readonly [en: string, zh: string]>>;

/** What was acted on, and what was done to it: an action is `<what>.<done>`. */
const WHAT: Words = {
  budget: ['budget', '预算'],
  catalogue: ['catalogue', '目录'],
  cluster: ['cluster', '集群'],
  cohort: ['cohort', '同盟'],
  dataset: ['dataset', '数据集'],
  'declared-capacity': ['declared capacity', '申报算力'],
  delivery: ['delivery', '交付'],
  job: ['job', '任务'],
  'mass-stop': ['stop of many runs', '批量停止'],
  orphan: ['unknown run', '无主运行'],
  'plan-time': ['plan time', '计划时间'],
  replay: ['replay', '回放'],
  report: ['report', '月报'],
  reservation: ['reservation', '预留'],
  run: ['run', '运行'],
  scenario: ['scenario', '情景'],
  'scenario-run': ['scenario run', '推演'],
  target: ['target', '目标'],
  tenant: ['tenant', '租户'],
  token: ['token', '令牌'],
  webhook: ['webhook', 'Webhook'],
  weights: ['weights', '权重'],
};
const DONE: Words = {
  arrive: ['arrived', '到货'],
  cancel: ['cancelled', '取消'],
  change: ['changed', '更改'],
  confirm: ['confirmed', '确认'],
  correct: ['corrected', '更正'],
  create: ['created', '创建'],
  delete: ['deleted', '删除'],
  'give-up': ['given up', '放弃'],
  join: ['joined', '加入'],
  'join-token': ['join token issued', '签发加入令牌'],
  'log-link': ['log link', '日志链接'],
  offer: ['offer', '开放范围'],
  override: ['overridden', '覆盖'],
  rate: ['pace', '倍速'],
  rename: ['renamed', '改名'],
  resume: ['resumed', '恢复'],
  revoke: ['revoked', '吊销'],
  rotate: ['new secret', '更换密钥'],
  run: ['run asked for', '推演'],
  secret: ['new secret', '更换密钥'],
  state: ['state', '状态'],
  stop: ['stopped', '停止'],
  submit: ['submitted', '提交'],
  suspend: ['suspended', '挂起'],
  takeback: ['taken back', '撤回'],
  update: ['changed', '更改'],
};

/** An action in the reader's language; one that is not known stays as it is written down. */
export function auditAction(action: string, language: Language): string {
  const [what = '', done = ''] = action.split('.');
  const place = language === 'zh' ? 1 : 0;
  const words = [WHAT[what]?.[place], DONE[done]?.[place]];
  return words.some((word) => word === undefined) ? action : words.join(' · ');
}
