@NullMarked
package io.github.milvusretention.cli.start.failure;

import org.jspecify.annotations.NullMarked;
