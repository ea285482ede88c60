// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { couldBeToken, TokenStore } from './tokenStore';

beforeEach(() => {
  sessionStorage.clear();
  window.history.replaceState(null, '', '/');
});

const opened = () => new TokenStore(sessionStorage, window.location, window.history);

test('a link signs in and loses its token', () => {
  window.history.replaceState(null, '', '/jobs?state=QUEUED#token=abc.123');

  const store = opened();

  expect(store.current().token).toBe('abc.123');
  expect(window.location.pathname + window.location.search + window.location.hash).toBe(
    '/jobs?state=QUEUED',
  );
});

test('a reload of the tab keeps the token, signing out forgets it', () => {
  opened().signIn('abc');

  const reloaded = opened();
  expect(reloaded.current().token).toBe('abc');
  reloaded.signOut();

  expect(opened().current()).toEqual({ token: null, refusal: null });
});

test('tells a token that was never good from one that is no longer', () => {
  const store = opened();
  store.signIn('mistyped');
  store.refuse();
  expect(store.current()).toEqual({ token: null, refusal: 'rejected' });

  store.signIn('revoked later');
  store.accept();
  store.refuse();

  expect(store.current()).toEqual({ token: null, refusal: 'ended' });
});

test('refuses what no header could carry', () => {
  expect(couldBeToken('exa_4fG-7.x~')).toBe(true);
  expect(couldBeToken('two words')).toBe(false);
  expect(couldBeToken('密码')).toBe(false);
});
