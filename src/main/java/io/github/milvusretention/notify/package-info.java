/** Tells people before, during and after: what happened goes into an outbox, and from there out. */
@NullMarked
package io.github.milvusretention.notify;

import org.jspecify.annotations.NullMarked;
