/** Messages to people: what is kept, what is sent, and to receivers of all kinds. */
@NullMarked
package io.github.milvusretention.notify;

import org.jspecify.annotations.NullMarked;
