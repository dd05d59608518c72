/**
 * Every route × every fault of a server: nothing may be lost, and nothing may prevent a later run
 * from completing.
 */
@NullMarked
package io.github.milvusretention.matrix;

import org.jspecify.annotations.NullMarked;
