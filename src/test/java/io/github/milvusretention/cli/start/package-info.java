@NullMarked
package io.github.milvusretention.cli.start;

import org.jspecify.annotations.NullMarked;
