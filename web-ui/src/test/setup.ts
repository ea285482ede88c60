import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);
// How long a test waits for what it expects; a busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });

// What jsdom lacks of a browser: the media queries of a wide, light screen, and sizes to observe.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: query.includes('min-width'),
    media: query,
  }) as unknown as MediaQueryList;
// jsdom says on the console that it knows no pseudo elements; antd asks for their size only.
const computedStyle = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => computedStyle(element);
globalThis.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
