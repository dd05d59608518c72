/** What is asked over REST v2, how often at most, and who is told of it. */
@NullMarked
package io.github.milvusretention.milvus.rest.call;

import org.jspecify.annotations.NullMarked;
