// The core's clock: whole seconds since 1970, in ten digits at most (src/text.h).

/** The first second that the core's clock does not know, in the year 2103. */
export const CLOCK_END = 4_200_000_000;
