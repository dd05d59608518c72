/** A Milvus cluster as the rest of the program sees it: calls, answers, outcomes. */
@NullMarked
package io.github.milvusretention.milvus;

import org.jspecify.annotations.NullMarked;
