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
// jsdom goes through every rule antd has made, for each element a query by role looks at: three quarters of the tests' time.
// What stands on the element itself is enough here; what style sheets hide is looked at in a real browser (e2e).
window.getComputedStyle = (element) => (element as HTMLElement).style;
Element.prototype.scrollIntoView = () => undefined;
// Charts measure their texts on a canvas, and guess without one.
HTMLCanvasElement.prototype.getContext = () => null;
globalThis.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
