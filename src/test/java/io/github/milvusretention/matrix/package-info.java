/**
 * Every route used × every way in which a server may fail or lie: nothing may be lost by it, and
 * nothing may stop a later run from finishing.
 */
@NullMarked
package io.github.milvusretention.matrix;

import org.jspecify.annotations.NullMarked;
