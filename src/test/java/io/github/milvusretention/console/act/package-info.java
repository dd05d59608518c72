/** Tests of the acts. */
@NullMarked
package io.github.milvusretention.console.act;

import org.jspecify.annotations.NullMarked;
