/** Policies, verdicts with their reasons, and plans. Pure functions, no I/O, no clock. */
@NullMarked
package io.github.milvusretention.policy;

import org.jspecify.annotations.NullMarked;
