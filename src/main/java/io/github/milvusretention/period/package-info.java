/**
 * Maps partition names to periods: patterns, units, calendars, and how long to keep. Pure
 * functions.
 */
@NullMarked
package io.github.milvusretention.period;

import org.jspecify.annotations.NullMarked;
