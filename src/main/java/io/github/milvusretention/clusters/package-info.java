/** The clusters of the rules, connected, and how to ask them many things at once. */
@NullMarked
package io.github.milvusretention.clusters;

import org.jspecify.annotations.NullMarked;
