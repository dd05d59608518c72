/**
 * What there is: databases, collections, partitions, and lists that are too short to be believed.
 */
@NullMarked
package io.github.milvusretention.plan.list;

import org.jspecify.annotations.NullMarked;
