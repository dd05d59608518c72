/** A plan becomes that of a run, or is kept so that a person can accept it. */
@NullMarked
package io.github.milvusretention.plan.freeze;

import org.jspecify.annotations.NullMarked;
