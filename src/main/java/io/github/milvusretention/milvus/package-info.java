/** The interface to a Milvus cluster: calls, answers, outcomes. */
@NullMarked
package io.github.milvusretention.milvus;

import org.jspecify.annotations.NullMarked;
