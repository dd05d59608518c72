/**
 * Mistakes that people make, each small enough to pass limits, and that none of them loses data.
 */
@NullMarked
package io.github.milvusretention.mistakes;

import org.jspecify.annotations.NullMarked;
