import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../test/render';
import { ApiProblem } from '../api/trouble';
import { Refusal } from './Refusal';

const refused = new ApiProblem(400, 'https://exaplan.io/problems/invalid-fields', '2 fields cannot be accepted.', [
  { field: 'name', value: null, message: 'This is required.' },
  { field: 'gang.minWorkers', value: '0', message: 'State a time after 2026-03-05T04:00:00Z, when the job may start at the earliest.' },
]);

test('names what has no place on the page in words, and tells times in the page’s zone', () => {
  renderPage(<Refusal error={refused} shown={['name']} />, { language: 'zh' });

  expect(screen.getByRole('alert')).toHaveTextContent('有 2 个字段不被接受。');
  expect(screen.getByRole('listitem')).toHaveTextContent('工作进程 › 最少工作进程数 请填写晚于 2026年3月5日 12:00（最早开始时间）的时间。');
});
