@NullMarked
package io.github.milvusretention.cli.columns;

import org.jspecify.annotations.NullMarked;
