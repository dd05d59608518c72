@NullMarked
package io.github.milvusretention.clusters;

import org.jspecify.annotations.NullMarked;
