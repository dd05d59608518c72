/** The one way to send a release or a drop, and all that is asked before. */
@NullMarked
package io.github.milvusretention.drop.gate;

import org.jspecify.annotations.NullMarked;
