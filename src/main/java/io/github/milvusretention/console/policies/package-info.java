/** The page of all policies, and that of one. */
@NullMarked
package io.github.milvusretention.console.policies;

import org.jspecify.annotations.NullMarked;
