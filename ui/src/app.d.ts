/** True only in the build for tests (`vite --mode fake`). */
declare const __FAKE__: boolean;
