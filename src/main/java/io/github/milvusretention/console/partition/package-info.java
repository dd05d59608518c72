/** The page of one partition's name: where it is, when it goes, and what runs did with it. */
@NullMarked
package io.github.milvusretention.console.partition;

import org.jspecify.annotations.NullMarked;
