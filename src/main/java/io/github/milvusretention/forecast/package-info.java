/** What the coming runs of a policy will drop. Pure functions, no I/O, no clock. */
@NullMarked
package io.github.milvusretention.forecast;

import org.jspecify.annotations.NullMarked;
