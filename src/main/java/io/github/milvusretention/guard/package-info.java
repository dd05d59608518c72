/** What a whole plan is asked before anything is touched. */
@NullMarked
package io.github.milvusretention.guard;

import org.jspecify.annotations.NullMarked;
