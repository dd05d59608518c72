/** The clusters of the rules, connected, and how to read from them. */
@NullMarked
package io.github.milvusretention.clusters;

import org.jspecify.annotations.NullMarked;
