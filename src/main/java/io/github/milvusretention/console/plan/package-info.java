/** The page of a plan: what a run would do now, by which verdicts. */
@NullMarked
package io.github.milvusretention.console.plan;

import org.jspecify.annotations.NullMarked;
