/**
 * How a name becomes a period: patterns, units, calendars and the end of what is kept. Pure
 * functions.
 */
@NullMarked
package io.github.milvusretention.period;

import org.jspecify.annotations.NullMarked;
