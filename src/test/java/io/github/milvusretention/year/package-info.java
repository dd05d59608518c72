/** A year of nights, beside an independent calculation of what may go in each. */
@NullMarked
package io.github.milvusretention.year;

import org.jspecify.annotations.NullMarked;
