/** Tests of the pages of policies. */
@NullMarked
package io.github.milvusretention.console.policies;

import org.jspecify.annotations.NullMarked;
