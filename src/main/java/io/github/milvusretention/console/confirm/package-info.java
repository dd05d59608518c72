/** One page before each act, which says what will happen, and the act itself. */
@NullMarked
package io.github.milvusretention.console.confirm;

import org.jspecify.annotations.NullMarked;
