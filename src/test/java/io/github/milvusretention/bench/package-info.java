/** Measures that are asked for by hand; no test depends on a time. */
@NullMarked
package io.github.milvusretention.bench;

import org.jspecify.annotations.NullMarked;
