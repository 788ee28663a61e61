import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';

/**
 * As a document for programs has it: `2026-11-22T06:00:00Z`.
 * @param {number | null} seconds  since 1970; null: unknown
 */
export const isoTime = (seconds) =>
  seconds === null ? null : replace(native.isoOf(native.date(seconds * 1000)), /\.000/g, '');
